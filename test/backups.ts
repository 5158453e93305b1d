import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ArchiveWriter, type Entry, readArchive } from '../lib/exchange/backup/archive'
import { backupToFile } from '../lib/exchange/backup/backup-file'
import { restoreBackup } from '../lib/exchange/backup/restore'
import { fileSource } from '../lib/exchange/backup/source'
import { verifyBackup } from '../lib/exchange/backup/verify'
import { disconnect } from '../lib/platform/db/client'
import { env, setDatabase, setDataDir } from '../lib/platform/env/env'

/** Two installations of one process, of which one is used at a time: a database address and a data folder. */
export type Installation = { url: string; dataDir: string }

/** Makes this process work on another installation. */
export async function use({ url, dataDir }: Installation): Promise<void> {
  await disconnect()
  setDatabase(url)
  setDataDir(dataDir)
}

/** The installation in use. */
export const inUse = (): Installation => ({ url: env().databaseUrl as string, dataDir: env().dataDir })

export function aTemporaryFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-backup-'))
}

/** Saves the installation in use into a new file of that folder. */
export async function aBackup(dir: string, more: Partial<Parameters<typeof backupToFile>[1]> = {}): Promise<string> {
  const file = path.join(dir, `${crypto.randomUUID()}.tar.gz`)
  await backupToFile(file, { databaseUrl: env().databaseUrl as string, pictures: { kind: 'inside' }, ...more })
  return file
}

/** Restores a file into the installation, which is used from then on. */
export async function restoreInto(installation: Installation, file: string) {
  const source = await fileSource(file)
  const verified = await verifyBackup(source)
  await use(installation)
  return restoreBackup(installation.url, source, verified)
}

/** A copy of a backup whose entries are others: `change` returns what takes the place of each. */
export async function altered(file: string, change: (entry: Entry) => Entry[]): Promise<string> {
  const copy = `${file}.altered-${crypto.randomUUID()}`
  const archive = new ArchiveWriter(fs.createWriteStream(copy))
  for await (const entry of readArchive(file, fs.createReadStream(file))) {
    for (const { name, content } of change(entry)) await archive.add(name, content)
  }
  await archive.finish()
  return copy
}
