import fs from 'node:fs'
import path from 'node:path'
import { env } from '../../platform/env'
import { log, messageOf } from '../../platform/log'
import { bytesOf, counted, fullDate } from '../../shared'

/** With less than this, the disk is full soon. */
const lowDiskBytes = 500_000_000
/** One day, and half a day to make the backup. */
const staleMs = 36 * 3_600_000

/** The state of automatic backups. It is in a file, because the database is backed up before it is migrated. */
export type BackupStatus = {
  last: {
    at: string
    archive: string
    place: string
    bytes: number
    pictures: number
    /** Pictures that were added here and no longer exist. */
    lost: number
    seconds: number
    kept: number
  } | null
  /** Why the latest attempt failed, or null if it did not. */
  failure: { at: string; skipped: boolean; because: string } | null
}

const statusFile = () => path.join(env().dataDir, 'backups.json')

/** Returns the status. Before the first backup everything in it is empty. */
export function readBackupStatus(): BackupStatus {
  try {
    return JSON.parse(fs.readFileSync(statusFile(), 'utf8'))
  } catch {
    return { last: null, failure: null }
  }
}

/** Writes changes of the status. On a full disk this fails too; admins are then warned about the disk. */
export function noteBackup(change: Partial<BackupStatus>): void {
  try {
    const own = `${statusFile()}.${process.pid}`
    fs.writeFileSync(own, JSON.stringify({ ...readBackupStatus(), ...change }))
    fs.renameSync(own, statusFile())
  } catch (error) {
    log('warn', 'the state of backups could not be noted', { error: messageOf(error) })
  }
}

/** Whether this installation makes automatic backups: with the embedded database always, with another one if a place is set. */
export function savesItself(): boolean {
  const { backups, embedded } = env()
  return backups.kind !== 'off' && (embedded || backups.given)
}

/** Returns warnings for every page of the administration, as sentences. It is empty if nothing is wrong. */
export function backupWarnings(now = new Date()): string[] {
  const { last } = readBackupStatus()
  const warnings: string[] = []
  const disk = diskWarning()
  if (disk) warnings.push(disk)
  if (!savesItself()) return warnings
  if (last && last.lost > 0)
    warnings.push(
      `${counted(last.lost, 'picture that was added here is', 'pictures that were added here are')} missing, also in the latest backup. Is the folder or bucket of pictures in its place?`,
    )
  const failed = backupFailure()
  if (failed) warnings.push(failed)
  else if (last && now.getTime() - new Date(last.at).getTime() > staleMs)
    warnings.push(`The latest backup is of ${fullDate(new Date(last.at))}. There should be one a day: does the worker run?`)
  return warnings
}

/** Returns a sentence if there is little room on the disk. */
export function diskWarning(): string | null {
  const free = freeBytes()
  if (free === null || free >= Math.max(lowDiskBytes, 2 * (readBackupStatus().last?.bytes ?? 0))) return null
  return `Only ${bytesOf(free)} are free on the disk of the data folder. Make room: without space nothing can be written.`
}

/** Returns a sentence if the latest backup failed or was skipped. */
export function backupFailure(): string | null {
  const { failure } = readBackupStatus()
  if (!failure || !savesItself()) return null
  return `The backup of ${fullDate(new Date(failure.at))} ${failure.skipped ? 'was skipped' : 'failed'}: ${failure.because}`
}

function freeBytes(): number | null {
  try {
    const { bavail, bsize } = fs.statfsSync(env().dataDir)
    return bavail * bsize
  } catch {
    return null
  }
}
