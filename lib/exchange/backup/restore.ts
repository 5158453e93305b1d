import fs from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { keepPicture } from '../../community/uploads'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import { prepareJobs } from '../../platform/jobs'
import { beginRestore, endRestore, migrate } from '../../platform/migrations'
import { addToErasureList } from '../own-data'
import { afterRestore } from './after-restore'
import { damaged, type Entry, readArchive } from './archive'
import { withOwnConnection } from './connection'
import { CopyIn } from './copy-in'
import { jobColumns } from './copy-out'
import { TableLoader } from './load-tables'
import { entryNames } from './manifest'
import { type BackupSource, counted } from './source'
import { isNamedByContent, partOf, Sums, type Verified } from './verify'
import type { Progress } from './write-backup'

export type RestoreReport = {
  rows: number
  pictures: { restored: number; missing: number }
  jobsHeld: number
  /** Tables of others in the same database, which were skipped. */
  foreign: string[]
  steps: { name: string; said: string }[]
}

/**
 * Writes a verified backup into an empty database: its schema, its rows, later migrations, then pictures, secret and
 * jobs, which are held. A restore that was interrupted must be run again from the start. @throws DomainError
 * `conflict` if the database is not empty.
 */
export async function restoreBackup(
  databaseUrl: string,
  source: BackupSource,
  verified: Verified,
  progress: Progress = () => undefined,
): Promise<RestoreReport> {
  await beginRestore(databaseUrl)
  await migrate(databaseUrl, { only: new Set(verified.manifest.migrations), restoring: true })
  const report = await withOwnConnection(databaseUrl, (client) => load(client, { databaseUrl, source, verified, progress }))
  await prepareJobs()
  const erasures = await source.erasures()
  if (erasures) await addToErasureList(erasures)
  for (const { name, run } of afterRestore) report.steps.push({ name, said: await run() })
  await endRestore(databaseUrl)
  return report
}

type Restoring = { databaseUrl: string; source: BackupSource; verified: Verified; progress: Progress }

async function load(client: pg.Client, { databaseUrl, source, verified, progress }: Restoring): Promise<RestoreReport> {
  const { manifest, end } = verified
  const loader = new TableLoader(client, manifest)
  const report: RestoreReport = {
    rows: Object.values(end.tables).reduce((sum, { rows }) => sum + rows, 0),
    pictures: { restored: 0, missing: end.pictures.missing },
    jobsHeld: 0,
    foreign: await loader.begin(),
    steps: [],
  }
  const sums = new Sums(source.name)
  let jobs: CopyIn | undefined
  let tablesAreIn = false
  async function finishTables(): Promise<void> {
    if (tablesAreIn) return
    tablesAreIn = true
    const different = sums.differentTable(end)
    if (different) throw damaged(source.name, `${different} has changed since it was checked`)
    await loader.commit()
    await migrate(databaseUrl, { restoring: true })
    // Rows of a restore that was interrupted.
    await client.query('truncate held_job')
  }

  async function finishJobs(): Promise<void> {
    report.jobsHeld += (await jobs?.end()) ?? 0
    jobs = undefined
  }

  let read = 0
  const raw = counted(await source.open(), (bytes) => {
    read += bytes
    progress(read, source.size)
  })
  for await (const entry of readArchive(source.name, raw)) {
    if (entry.name === entryNames.manifest || entry.name === entryNames.end) continue
    sums.add(entry)
    const part = partOf(entry.name)
    if (part && part !== 'jobs') await loader.write(part, entry.content)
    else if (part === 'jobs') {
      await finishTables()
      jobs ??= new CopyIn(client, 'held_job', jobColumns)
      await jobs.write(entry.content)
    } else {
      await finishJobs()
      await restoreFile(source, entry, report)
    }
  }
  await finishTables()
  await finishJobs()
  const different = sums.difference(end)
  if (different) throw damaged(source.name, `${different} has changed since it was checked`)
  return report
}

async function restoreFile(source: BackupSource, { name, content }: Entry, { pictures }: RestoreReport): Promise<void> {
  if (name === entryNames.secret) restoreSecret(content.toString().trim())
  else if (name === entryNames.golden) writeOwn(env().goldenQueries, content)
  else if (name.startsWith('pictures/')) {
    await keep(name.slice('pictures/'.length), content)
    pictures.restored += 1
  } else {
    for (const picture of content.toString().split('\n').filter(Boolean)) {
      const bytes = await source.picture(picture)
      if (bytes && isNamedByContent(picture, bytes)) {
        await keep(picture, bytes)
        pictures.restored += 1
      } else pictures.missing += 1
    }
  }
}

async function keep(name: string, bytes: Buffer): Promise<void> {
  if (!/^[0-9a-f]{32}\.(jpg|png|webp|gif)$/.test(name)) throw new DomainError('invalid', `The backup has a picture named ${name}.`)
  await keepPicture({ name, type: `image/${name.endsWith('jpg') ? 'jpeg' : name.split('.')[1]}`, bytes })
}

const secretFile = () => path.join(env().dataDir, 'secret')

function restoreSecret(secret: string): void {
  if (!fs.existsSync(secretFile())) writeOwn(secretFile(), Buffer.from(secret))
}

function writeOwn(file: string, content: Buffer): void {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const own = `${file}.${process.pid}`
  fs.writeFileSync(own, content, { mode: 0o600 })
  fs.renameSync(own, file)
}
