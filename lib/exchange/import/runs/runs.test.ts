import { fork } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anAccount } from '../../../../test/accounts'
import { eventuallyTrue } from '../../../../test/eventually'
import { anArchive, aPost, aTopicFile, aZip } from '../../../../test/exports'
import { viewerOf } from '../../../identity/viewer/viewer'
import { db } from '../../../platform/db/client'
import { withLock } from '../../../platform/db/lock'
import { env } from '../../../platform/env/env'
import type { ImportKind } from '../run'
import { continueImport } from './continue-import'
import { beginImport, mayUpload, moveImport } from './decide'
import { readImports } from './import-run'
import { runImportAlone } from './run-alone'
import { makeUploadFolder, pathOfUpload, removeStrayUploads, whatIsImported } from './upload-folder'

const admin = async () => viewerOf((await anAccount('Importing Admin', 'admin')).personId, 'admin')
const topics = (count: number, first = 1) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `${first + i}.json`,
      aTopicFile(first + i, [aPost((first + i) * 10_000 + 1), aPost((first + i) * 10_000 + 2)]),
    ]),
  )

/** An upload as a request leaves it. */
async function uploaded(files: string[]): Promise<{ folder: string; files: { name: string; bytes: number }[] }> {
  const folder = await makeUploadFolder(0)
  for (const file of files) fs.copyFileSync(file, path.join(pathOfUpload(folder), path.basename(file)))
  return { folder, files: files.map((file) => ({ name: path.basename(file), bytes: fs.statSync(file).size })) }
}
const begin = async (archive: string, kind: ImportKind = 'discourse', source = 'forum') =>
  beginImport(await admin(), await uploaded([archive]), { kind, source })
const run = (id: number) => db().importRun.findUniqueOrThrow({ where: { id } })
const work = () => continueImport(() => false)
const threads = () => db().importedRecord.count({ where: { kind: 'thread' } })

beforeEach(async () => {
  await db().importRun.deleteMany()
  await db().importedRecord.deleteMany()
})
afterEach(() => {
  fs.rmSync(path.dirname(pathOfUpload('x')), { recursive: true, force: true })
})

test('an archive is read first, imported after an admin confirms, reported as on the command line, and removed', async () => {
  const viewer = await admin()
  const id = await begin(await aZip(topics(3, 100)))
  const { folder } = await run(id)
  await work()
  const checked = await run(id)
  expect(checked).toMatchObject({ state: 'checked', part: 1, threads: 3, posts: 6 })
  expect(checked.checked).toMatch(/^Threads +3 found$/m)
  expect(await threads(), 'nothing was written').toBe(0)
  await work()
  expect((await run(id)).state, 'nothing happens by itself').toBe('checked')
  await moveImport(viewer, id, 'confirm')
  await work()
  expect(await run(id)).toMatchObject({ state: 'done', folder: null, interrupted: false })
  expect((await run(id)).report).toMatch(/^Threads +3 added, 0 updated, 0 unchanged$/m)
  expect(await threads()).toBe(3)
  expect(fs.existsSync(pathOfUpload(folder as string)), 'the upload is removed').toBe(false)
  const { current, ended } = await readImports(viewer)
  expect(current).toBeNull()
  expect(ended).toMatchObject([{ id, by: 'Importing Admin', state: 'done' }])
  const noted = await db().auditEntry.findMany({ where: { reason: { startsWith: `import ${id}` } }, orderBy: { id: 'asc' } })
  expect(noted.map(({ action }) => action)).toEqual(['import.upload', 'import.start'])
})

test('one import at a time: another upload waits, and so does the command line', async () => {
  const viewer = await admin()
  const id = await begin(await anArchive(topics(1, 200)))
  await expect(mayUpload(viewer)).rejects.toMatchObject({ code: 'conflict' })
  await expect(begin(await anArchive(topics(1, 201)))).rejects.toMatchObject({ code: 'conflict' })
  await withLock('importing', true, async () => {
    await work()
    expect((await run(id)).state, 'another process is at it').toBe('checking')
    await expect(runImportAlone({ kind: 'discourse', path: await anArchive(topics(1, 202)) })).rejects.toMatchObject({ code: 'conflict' })
  })
  await work()
  await moveImport(viewer, id, 'discard')
  expect(await run(id)).toMatchObject({ state: 'discarded', folder: null })
  await expect(moveImport(viewer, id, 'confirm')).rejects.toMatchObject({ code: 'conflict' })
  await expect(mayUpload(viewer)).resolves.toBeUndefined()
})

test('what can’t be imported fails with a sentence that names no folder of the machine, and is removed', async () => {
  const zip = await aZip({ 'a.json': '{}' })
  fs.writeFileSync(zip, 'no archive')
  const broken = await begin(zip)
  const { folder } = await run(broken)
  await work()
  expect(await run(broken)).toMatchObject({ state: 'failed', folder: null })
  expect((await run(broken)).error).toMatch(/^forum\.zip can’t be read as an archive/)
  expect(fs.existsSync(pathOfUpload(folder as string))).toBe(false)
  const nothing = await begin(await anArchive({ 'notes.txt': 'x' }))
  await work()
  expect((await run(nothing)).error).toContain('There is nothing in forum.tar that “import discourse” can read.')
})

test('an import stops where it is, goes on from there, and can be discarded', async () => {
  const viewer = await admin()
  const id = await begin(await anArchive(topics(4, 300)))
  await work()
  await moveImport(viewer, id, 'confirm')
  await moveImport(viewer, id, 'stop')
  await work()
  expect(await run(id)).toMatchObject({ state: 'stopped', stopWanted: false, interrupted: true })
  await moveImport(viewer, id, 'resume')
  await work()
  expect(await run(id)).toMatchObject({ state: 'done', interrupted: true })
  expect(await threads()).toBe(4)

  const check = await begin(await anArchive(topics(1, 310)))
  await moveImport(viewer, check, 'stop')
  await work()
  expect((await run(check)).state, 'a dry run has brought nothing to go on from').toBe('discarded')
})

test('an import that is asked to stop while it reads leaves what it wrote', async () => {
  const viewer = await admin()
  // More than one batch of posts.
  const id = await begin(await anArchive(topics(700, 1_000)))
  await work()
  await moveImport(viewer, id, 'confirm')
  const working = work()
  await eventuallyTrue(async () => (await threads()) > 0)
  await moveImport(viewer, id, 'stop')
  await working
  const after = await run(id)
  // On a quick machine the rest may have been written before anyone asked.
  expect(['stopped', 'done']).toContain(after.state)
  if (after.state === 'stopped') {
    await moveImport(viewer, id, 'resume')
    await work()
  }
  expect((await run(id)).state).toBe('done')
  expect(await threads()).toBe(700)
})

test('a process that is killed while it imports is followed by one that goes on from its ledger', async () => {
  const viewer = await admin()
  const id = await begin(await anArchive(topics(900, 3_000)))
  await work()
  await moveImport(viewer, id, 'confirm')
  const child = fork(path.resolve(import.meta.dirname, '../../../../test/import-process.ts'), [], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, DATABASE_URL: env().databaseUrl, CAIRN_DATA_DIR: env().dataDir },
    stdio: 'ignore',
  })
  await eventuallyTrue(async () => (await threads()) > 0)
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  const killed = await run(id)
  const before = await threads()
  expect(before, 'some of it is there').toBeGreaterThan(0)
  expect(['running', 'done'], 'nobody could say that it ended').toContain(killed.state)
  // The database frees the lock of a process that is gone.
  while ((await run(id)).state === 'running') await work()
  const done = await run(id)
  expect(done.state).toBe('done')
  expect(await threads()).toBe(900)
  if (killed.state === 'running') {
    expect(done.interrupted).toBe(true)
    expect(done.report).toMatch(new RegExp(`^Threads +${900 - before} added, 0 updated, ${before} unchanged$`, 'm'))
  }
})

test('a worker that ends leaves the import to the next one; one that kills its worker again and again fails', async () => {
  const viewer = await admin()
  const id = await begin(await anArchive(topics(2, 5_000)))
  await work()
  await moveImport(viewer, id, 'confirm')
  await continueImport(() => true)
  expect(await run(id)).toMatchObject({ state: 'running', attempts: 1 })
  await db().importRun.update({ where: { id }, data: { attempts: 5 } })
  await work()
  expect(await run(id)).toMatchObject({ state: 'failed', folder: null })
  expect((await run(id)).error).toContain('The worker ended 5 times')
})

test('files that go together are imported as they are; others are refused', () => {
  expect(whatIsImported('discourse', ['forum.tar.gz'])).toBe('forum.tar.gz')
  expect(whatIsImported('discourse', ['1.json', '2.json'])).toBeNull()
  expect(whatIsImported('stackexchange', ['Posts.xml', 'Users.xml'])).toBeNull()
  expect(whatIsImported('listing', ['page.txt'])).toBe('page.txt')
  for (const [kind, names] of [
    ['discourse', []],
    ['discourse', ['a.zip', 'b.json']],
    ['discourse', ['virus.exe']],
    ['stackexchange', ['a.json']],
    ['listing', ['a.txt', 'b.txt']],
  ] as [string, string[]][])
    expect(() => whatIsImported(kind, names), `${kind} ${names}`).toThrow()
})

test('an admin alone imports; an upload that nothing came of is removed after a day', async () => {
  const editor = viewerOf((await anAccount('Importing Editor', 'editor')).personId, 'editor')
  await expect(mayUpload(editor)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(readImports(editor)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(moveImport(editor, 1, 'confirm')).rejects.toMatchObject({ code: 'forbidden' })
  const id = await begin(await anArchive(topics(1, 6_000)))
  const stray = await makeUploadFolder(0)
  expect(await removeStrayUploads(), 'it may be on its way').toBe(0)
  expect(await removeStrayUploads(Date.now() + 25 * 3_600_000)).toBe(1)
  expect([stray, (await run(id)).folder as string].map((each) => fs.existsSync(pathOfUpload(each)))).toEqual([false, true])
  await expect(makeUploadFolder(1e15)).rejects.toMatchObject({ code: 'unavailable' })
})
