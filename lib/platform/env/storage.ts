import path from 'node:path'
import { EnvError } from './env-error'
import type { Values } from './settings'

/** A bucket that speaks S3's protocol. `url` ends with the name of the bucket, without a slash. */
export type Bucket = { url: string; key: string; secret: string; region: string }

/** Where automatic backups go. If it was set (`given`), the database of `DATABASE_URL` is backed up, too. */
export type BackupSetting =
  | { kind: 'off' }
  | { kind: 'folder'; folder: string; given: boolean }
  | ({ kind: 'bucket'; given: true } & Bucket)

/** @throws EnvError where a bucket is named without its keys. */
export function bucketOf(values: Values): Bucket | undefined {
  const { CAIRN_S3_URL: url, CAIRN_S3_KEY: key, CAIRN_S3_SECRET: secret, CAIRN_S3_REGION: region } = values
  if (!url) return undefined
  if (!key || !secret) throw new EnvError('CAIRN_S3_URL needs CAIRN_S3_KEY and CAIRN_S3_SECRET.')
  return { url: url.replace(/\/+$/, ''), key, secret, region }
}

/** @throws EnvError where a bucket is named without its keys. */
export function backupsOf(values: Values): BackupSetting {
  const to = values.CAIRN_BACKUP_TO
  if (to === 'off') return { kind: 'off' }
  if (!to || !/^https?:\/\//.test(to)) {
    return { kind: 'folder', folder: path.resolve(to ?? path.join(values.CAIRN_DATA_DIR, 'backups')), given: to !== undefined }
  }
  const key = values.CAIRN_BACKUP_KEY ?? values.CAIRN_S3_KEY
  const secret = values.CAIRN_BACKUP_SECRET ?? values.CAIRN_S3_SECRET
  if (!URL.canParse(to) || !key || !secret)
    throw new EnvError('CAIRN_BACKUP_TO names a bucket and needs CAIRN_BACKUP_KEY and CAIRN_BACKUP_SECRET, or those of CAIRN_S3.')
  const region = values.CAIRN_BACKUP_REGION ?? values.CAIRN_S3_REGION
  return { kind: 'bucket', url: to.replace(/\/+$/, ''), key, secret, region, given: true }
}
