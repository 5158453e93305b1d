import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { aBackup, altered, type Installation, restoreInto, use } from '../../../test/backups'
import { contentsOf, withClient } from '../../../test/databases'
import { aThread } from '../../../test/factories'
import { installationsOfFile } from '../../../test/installations'
import { setSecret } from '../../platform/env/env'
import { migrate } from '../../platform/migrations/migrate'
import type { Entry } from './archive'
import { backupToFile } from './backup-file'
import { checkSecret } from './check-secret'
import { restoreBackup } from './restore'
import { fileSource } from './source'
import { verifyBackup } from './verify'

const { dir, home, anEmptyOne } = installationsOfFile()
let target: Installation
let file: string

beforeAll(async () => {
  target = await anEmptyOne()
  await aThread({ title: 'What is kept' })
  file = await aBackup(dir)
})

const tablesOfTarget = () =>
  withClient(
    target.url,
    async (client) => (await client.query(`select 1 from pg_tables where schemaname in ('public', 'pgboss')`)).rowCount,
  )
const json = (entry: Entry, change: (said: Record<string, never>) => object): Entry[] => [
  { name: entry.name, content: Buffer.from(JSON.stringify(change(JSON.parse(entry.content.toString())))) },
]

async function expectRefused(copy: string, because: RegExp): Promise<void> {
  await expect(restoreInto(target, copy)).rejects.toThrow(because)
  await use(home)
  expect(await tablesOfTarget(), 'nothing was touched').toBe(0)
  expect(fs.existsSync(target.dataDir)).toBe(false)
}

test('a backup that was cut off or changed on the disk is refused before anything is touched', async () => {
  const bytes = fs.readFileSync(file)
  const cut = path.join(dir, 'cut')
  fs.writeFileSync(cut, bytes.subarray(0, bytes.length - 2_000))
  await expectRefused(cut, /damaged/)
  const flipped = path.join(dir, 'flipped')
  const other = Buffer.from(bytes)
  other[Math.floor(bytes.length / 2)] = (other[Math.floor(bytes.length / 2)] as number) ^ 1
  fs.writeFileSync(flipped, other)
  await expectRefused(flipped, /damaged/)
  fs.writeFileSync(path.join(dir, 'text'), 'no archive')
  await expectRefused(path.join(dir, 'text'), /damaged, or no backup/)
})

test('a backup whose rows, files or end are not as they were written is refused by name', async () => {
  const changed = (entry: Entry) => [{ ...entry, content: Buffer.from(entry.content.toString().replace('What is kept', 'What is lost')) }]
  await expectRefused(await altered(file, (entry) => (entry.name.startsWith('tables/thread/') ? changed(entry) : [entry])), /thread is not/)
  await expectRefused(await altered(file, (entry) => (entry.name.startsWith('tables/search_post/') ? [] : [entry])), /search_post is not/)
  await expectRefused(await altered(file, (entry) => (entry.name === 'files/secret' ? [] : [entry])), /secret is not/)
  await expectRefused(await altered(file, (entry) => (entry.name === 'end.json' ? [] : [entry])), /cut off/)
  await expectRefused(await altered(file, (entry) => (entry.name === 'manifest.json' ? [] : [entry])), /does not begin/)
  await expectRefused(await altered(file, (entry) => (entry.name === 'end.json' ? json(entry, () => ({})) : [entry])), /end makes no sense/)
  const stranger = { name: 'tables/../secret', content: Buffer.from('x') }
  await expectRefused(await altered(file, (entry) => (entry.name === 'end.json' ? [stranger, entry] : [entry])), /that no backup has/)
})

test('a backup of a newer program is refused by what it has that this one does not know', async () => {
  const migrations = await altered(file, (entry) =>
    entry.name === 'manifest.json' ? json(entry, (said) => ({ ...said, migrations: ['20991231000000_future'] })) : [entry],
  )
  await expectRefused(migrations, /newer Cairn .*20991231000000_future/)
  const format = await altered(file, (entry) =>
    entry.name === 'manifest.json' ? json(entry, (said) => ({ ...said, format: 2 })) : [entry],
  )
  await expectRefused(format, /newer Cairn/)
})

test('a database that has anything is no place for a restore', async () => {
  const verified = await verifyBackup(await fileSource(file))
  await expect(restoreBackup(home.url, await fileSource(file), verified)).rejects.toThrow(/this one has .* Use another CAIRN_DATA_DIR/)
})

test('a restore that was interrupted leaves a database that does not start, and is done again from the start', async () => {
  const source = await fileSource(file)
  const verified = await verifyBackup(source)
  // The second reading ends in the middle, after the schema was made.
  const half = path.join(dir, 'half')
  fs.writeFileSync(half, fs.readFileSync(file).subarray(0, source.size - 3_000))
  await use(target)
  await expect(restoreBackup(target.url, await fileSource(half), verified)).rejects.toThrow('damaged')
  await expect(migrate(target.url)).rejects.toThrow('A restore into this database was interrupted')
  await expect(aBackup(dir)).rejects.toThrow('A restore into this database was interrupted')
  await restoreBackup(target.url, source, verified)
  await use(home)
  expect(await migrate(target.url)).toEqual([])
  expect(await withClient(target.url, contentsOf)).toEqual(await withClient(home.url, contentsOf))
})

test('a file that exists is not overwritten, what fails leaves nothing, and nobody else can read it', async () => {
  const options = { databaseUrl: home.url, pictures: { kind: 'inside' as const } }
  await expect(backupToFile(file, options)).rejects.toThrow('exists already')
  expect(fs.statSync(file).mode & 0o777).toBe(0o600)
  const stop = AbortSignal.abort(new Error('stopped'))
  await expect(backupToFile(path.join(dir, 'never'), { ...options, signal: stop })).rejects.toThrow('stopped')
  await expect(backupToFile(path.join(file, 'below-a-file'), options)).rejects.toThrow('can’t be written')
  expect(fs.readdirSync(dir).filter((name) => name.includes('.part-') || name === 'never')).toEqual([])
})

test('where the secret was a setting the backup does not hold it, and says that it must be the same', async () => {
  const { manifest } = await verifyBackup(await fileSource(file))
  expect(manifest.secret.from).toBe('data folder')
  setSecret('another secret, which is long enough')
  expect(checkSecret(manifest)).toMatch(/CAIRN_SECRET is set and is not the secret of this backup/)
  const withSetting = await aBackup(dir)
  const verified = await verifyBackup(await fileSource(withSetting))
  expect(verified.end.files).toEqual({})
  expect(checkSecret(verified.manifest)).toBeNull()
  setSecret('a third secret, which is long enough')
  expect(checkSecret(verified.manifest)).toMatch(/Set the same CAIRN_SECRET/)
  setSecret(undefined)
  expect(checkSecret(manifest)).toBeNull()
  expect(checkSecret(verified.manifest)).toMatch(/Set the same CAIRN_SECRET/)
  const elsewhere = path.join(dir, 'elsewhere')
  fs.mkdirSync(elsewhere)
  fs.writeFileSync(path.join(elsewhere, 'secret'), 'of another site')
  await use({ ...home, dataDir: elsewhere })
  expect(() => checkSecret(manifest)).toThrow('is not the secret of this backup')
  await use(home)
})
