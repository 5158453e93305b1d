import fs from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Installation, restoreInto, use } from '../../../test/backups'
import { aBucket } from '../../../test/bucket'
import { contentsOf, withClient } from '../../../test/databases'
import { eventually } from '../../../test/eventually'
import { aMember, aThread } from '../../../test/factories'
import { installationsOfFile } from '../../../test/installations'
import { readPicture } from '../../community/uploads/picture'
import { noteUpload } from '../../community/uploads/shown-picture'
import { keepPicture, readKeptPicture } from '../../community/uploads/store'
import { env, setBackups, setDatabase } from '../../platform/env/env'
import { knownMigrations } from '../../platform/migrations/known-migrations'
import { migrate } from '../../platform/migrations/migrate'
import { saveAutomatically } from './automatic'
import { migrateAfterBackup } from './before-migration'
import { backupStore } from './open-store'
import { restoreBackup } from './restore'
import { keepSaving, wantBackup } from './schedule'
import { backupWarnings, noteBackup, readBackupStatus } from './status'
import { verifyBackup } from './verify'

const { dir, home, anEmptyOne } = installationsOfFile()
let picture: string

async function anInstallation(): Promise<Installation> {
  const installation = await anEmptyOne()
  fs.mkdirSync(installation.dataDir)
  return installation
}

/** Sets a new folder for backups and forgets the status. */
function aPlace(): string {
  const folder = path.join(dir, crypto.randomUUID())
  setBackups({ kind: 'folder', folder, given: true })
  fs.rmSync(path.join(env().dataDir, 'backups.json'), { force: true })
  return folder
}

const yesterday = new Date(Date.now() - 86_400_000)
const archivesIn = (folder: string) => fs.readdirSync(folder).filter((name) => name.startsWith('cairn-'))

beforeAll(async () => {
  const drawn = await readPicture(
    await sharp({ create: { width: 30, height: 30, channels: 3, background: '#123456' } })
      .png()
      .toBuffer(),
  )
  picture = drawn.name
  await keepPicture(drawn)
  const member = await aMember()
  await noteUpload(member, picture)
  await aThread({ by: member, body: `![](/uploads/${picture})` })
})

beforeEach(() => use(home))

afterAll(() => setBackups({ kind: 'off' }))

test('an automatic backup holds the database, pictures lie beside it once, and a restore finds them there', async () => {
  const folder = aPlace()
  await saveAutomatically(home.url, { at: new Date('2026-11-28T03:00:00Z') })
  await saveAutomatically(home.url, { at: new Date('2026-11-28T04:00:00Z') })
  // Left by a process that was killed.
  fs.writeFileSync(path.join(folder, 'cairn-20261127-030000.tar.gz.part-1'), '')
  await saveAutomatically(home.url, { at: new Date('2026-11-28T05:00:00Z') })
  // Someone pressed the button twice.
  await saveAutomatically(home.url, { at: new Date('2026-11-28T05:00:00Z') })
  const archives = archivesIn(folder)
  // All are of one day, of which the newest is kept.
  expect(archives).toEqual(['cairn-20261128-050001.tar.gz'])
  expect(fs.readdirSync(path.join(folder, 'pictures'), { recursive: true })).toEqual([
    picture.slice(0, 2),
    `${picture.slice(0, 2)}/${picture}`,
  ])
  expect(readBackupStatus()).toMatchObject({ last: { archive: archives[0], pictures: 1, kept: 1 }, failure: null })
  const target = await anInstallation()
  const report = await restoreInto(target, path.join(folder, archives[0] as string))
  expect(report.pictures).toEqual({ restored: 1, missing: 0 })
  expect(await readKeptPicture(picture)).not.toBeNull()
  expect(await withClient(target.url, contentsOf)).toEqual(await withClient(home.url, contentsOf))
})

test('a picture that is damaged or gone beside a backup is missed by the check, and the rest is restored', async () => {
  const folder = aPlace()
  await saveAutomatically(home.url)
  const file = path.join(folder, 'pictures', picture.slice(0, 2), picture)
  fs.rmSync(file)
  fs.writeFileSync(file, 'something else')
  const source = await backupStore()?.source(archivesIn(folder)[0] as string)
  const verified = await verifyBackup(source as NonNullable<typeof source>)
  expect(verified.picturesMissing).toBe(1)
})

test('a picture stays beside the backups as long as one of them shows it', async () => {
  const folder = aPlace()
  await saveAutomatically(home.url, { at: yesterday })
  const file = path.join(folder, 'pictures', picture.slice(0, 2), picture)
  const empty = await anInstallation()
  await migrate(empty.url)
  // The posts with it were removed since. The first backup still shows it.
  await saveAutomatically(empty.url)
  expect(fs.existsSync(file)).toBe(true)
  const gone = path.join(home.dataDir, 'backups.gone.json')
  expect(Object.keys(JSON.parse(fs.readFileSync(gone, 'utf8')))).toEqual([picture])
  fs.writeFileSync(gone, JSON.stringify({ [picture]: yesterday.toISOString() }))
  for (const name of archivesIn(folder)) fs.rmSync(path.join(folder, name))
  await saveAutomatically(empty.url, { at: new Date(Date.now() + 1_000) })
  expect(fs.existsSync(file)).toBe(false)
})

test('a backup is skipped below twice the size of the last one, and admins are told', async () => {
  const folder = aPlace()
  await saveAutomatically(home.url)
  const { last } = readBackupStatus()
  noteBackup({ last: { ...(last as NonNullable<typeof last>), bytes: 1e18 } })
  expect(await saveAutomatically(home.url)).toHaveProperty('skipped')
  expect(archivesIn(folder)).toHaveLength(1)
  const warnings = backupWarnings().join('\n')
  expect(warnings).toMatch(/was skipped: .* are free at .* twice the size of the last one/)
  expect(warnings).toMatch(/Only .* are free on the disk of the data folder/)
})

test('pictures that were added here and are gone are told to admins: a backup without them is none of them', async () => {
  aPlace()
  await saveAutomatically(home.url)
  const { last } = readBackupStatus()
  expect(last?.lost).toBe(0)
  const file = path.join(home.dataDir, 'uploads', picture.slice(0, 2), picture)
  fs.renameSync(file, `${file}.away`)
  try {
    aPlace()
    await saveAutomatically(home.url)
    expect(backupWarnings().join()).toMatch(/^1 picture that was added here is missing, also in the latest backup\./)
  } finally {
    fs.renameSync(`${file}.away`, file)
  }
})

test('a backup that fails is told to admins until one is made, and so is one that is not made at all', async () => {
  const folder = aPlace()
  fs.writeFileSync(folder, 'a file where the folder should be')
  await expect(saveAutomatically(home.url)).rejects.toThrow()
  expect(backupWarnings().join()).toMatch(/^The backup of .* failed: /)
  fs.rmSync(folder)
  await saveAutomatically(home.url)
  expect(backupWarnings()).toEqual([])
  expect(backupWarnings(new Date(Date.now() + 2 * 86_400_000)).join()).toMatch(/There should be one a day/)
  setBackups({ kind: 'off' })
  expect(backupWarnings(new Date(Date.now() + 2 * 86_400_000))).toEqual([])
})

test('before a migration there is a backup of what was there; where it fails nothing is migrated', async () => {
  const old = await anInstallation()
  const known = knownMigrations()
  await migrate(old.url, { only: new Set(known.slice(0, -1)) })
  await use(old)
  const folder = aPlace()
  fs.writeFileSync(folder, 'a file where the folder should be')
  await expect(migrateAfterBackup(old.url, () => undefined)).rejects.toThrow(/backup before 1 migration failed, and nothing was changed/)
  fs.rmSync(folder)
  const said: string[] = []
  expect(await migrateAfterBackup(old.url, (text) => said.push(text))).toEqual(known.slice(-1))
  const [archive] = archivesIn(folder)
  expect(archive).toMatch(/-before-migration\.tar\.gz$/)
  expect(said).toEqual([`Backup before the update: ${archive}`])
  const source = await backupStore()?.source(archive as string)
  expect((await verifyBackup(source as NonNullable<typeof source>)).manifest.migrations).toEqual(known.slice(0, -1))
  expect(await migrateAfterBackup(old.url, (text) => said.push(text))).toEqual([])
  expect(said, 'without a migration there is none').toHaveLength(1)
})

test('backups go to a bucket in parts, and come back from it with their pictures', async () => {
  const bucket = await aBucket()
  aPlace()
  setBackups({ kind: 'bucket', ...bucket.setting, given: true })
  try {
    await saveAutomatically(home.url)
    expect([...bucket.kept.keys()].map((key) => key.replace(/\d{8}-\d{6}/, 'TIME')).sort()).toEqual([
      'cairn-TIME.tar.gz',
      `pictures/${picture.slice(0, 2)}/${picture}`,
    ])
    const store = backupStore() as NonNullable<ReturnType<typeof backupStore>>
    const source = await store.source((await store.archives())[0] as string)
    const verified = await verifyBackup(source)
    const target = await anInstallation()
    await use(target)
    expect((await restoreBackup(target.url, source, verified)).pictures).toEqual({ restored: 1, missing: 0 })
    await use(home)
    await expect(saveAutomatically(home.url, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped')
    expect(bucket.unfinished(), 'what was given up is not left half').toBe(0)
    expect(readBackupStatus().failure).toBeNull()
    bucket.fail(403)
    await expect(saveAutomatically(home.url)).rejects.toThrow('The bucket for backups refused')
  } finally {
    bucket.close()
  }
})

test('the worker makes a backup when it is asked to; a database of somebody else’s is left alone unless a place is set', async () => {
  const folder = aPlace()
  const saving = keepSaving()
  wantBackup()
  await eventually(() => expect(readBackupStatus().last).not.toBeNull())
  const { last } = readBackupStatus()
  wantBackup()
  await eventually(() => expect(readBackupStatus().last?.at, 'also while none is due').not.toBe(last?.at))
  await saving.stop()
  expect(archivesIn(folder).length).toBeGreaterThan(0)
  setBackups({ kind: 'folder', folder, given: false })
  setDatabase(home.url, false)
  fs.rmSync(path.join(folder, archivesIn(folder)[0] as string))
  const idle = keepSaving()
  wantBackup()
  await idle.stop()
  expect(archivesIn(folder)).toEqual([])
})
