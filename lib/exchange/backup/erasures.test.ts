import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { anAccount } from '../../../test/accounts'
import { aBackup, restoreInto, use } from '../../../test/backups'
import { aMember, anEditor, aThread } from '../../../test/factories'
import { installationsOfFile } from '../../../test/installations'
import { editThread } from '../../community/threads'
import { redactRevisions } from '../../curation/redaction'
import { viewerOf } from '../../identity/viewer/viewer'
import { db } from '../../platform/db/client'
import { setBackups } from '../../platform/env/env'
import { addToErasureList, erasePerson, finishErasure, finishRedaction, readErasureList } from '../own-data'
import { saveAutomatically } from './automatic'
import { fileSource } from './source'

const { dir, home, anEmptyOne } = installationsOfFile()

test('who was deleted after a backup was made does not come back with it, nor do the words they withdrew', async () => {
  await anAccount('The Admin', 'admin')
  const { personId, email } = await anAccount('Erased Later')
  const thread = await aThread({ by: viewerOf(personId, 'member'), body: 'A word that goes: vlorp.' })
  const file = await aBackup(dir)
  await erasePerson(viewerOf(personId, 'member'), personId, { withdraw: true })
  await finishErasure(personId)
  const later = await aBackup(dir)

  const restored = await anEmptyOne()
  fs.mkdirSync(restored.dataDir, { recursive: true })
  // The list is not lost with the database.
  fs.copyFileSync(path.join(home.dataDir, 'erasures.jsonl'), path.join(restored.dataDir, 'erasures.jsonl'))
  const report = await restoreInto(restored, file)
  expect(report.steps.find(({ name }) => name === 'deleted people')?.said).toContain('1 who were deleted since')
  expect(await db().user.findUnique({ where: { email } })).toBeNull()
  expect((await db().person.findUniqueOrThrow({ where: { id: personId } })).displayName).not.toContain('Erased')
  const post = await db().thread.findUniqueOrThrow({ where: { id: thread.id } })
  expect([post.body.includes('vlorp'), post.hiddenAt === null]).toEqual([false, false])

  const since = await anEmptyOne()
  fs.mkdirSync(since.dataDir, { recursive: true })
  fs.copyFileSync(path.join(home.dataDir, 'erasures.jsonl'), path.join(since.dataDir, 'erasures.jsonl'))
  const ofLater = await restoreInto(since, later)
  expect(ofLater.steps.find(({ name }) => name === 'deleted people')?.said).toBe('Nobody who was deleted came back.')
})

test('the list of deleted people lies beside automatic backups, for a site whose data folder is lost', async () => {
  await use(home)
  setBackups({ kind: 'folder', folder: path.join(dir, 'beside'), given: true })
  const { personId } = await aMember()
  await erasePerson(viewerOf(personId, 'member'), personId, { withdraw: false })
  await finishErasure(personId)
  await saveAutomatically(home.url)
  const [archive = ''] = fs.readdirSync(path.join(dir, 'beside')).filter((name) => name.endsWith('.gz'))
  const source = await fileSource(path.join(dir, 'beside', archive))
  expect(await source.erasures()).toContain(`"person":${personId},`)
  // Another data folder, without a list.
  await use({ url: home.url, dataDir: path.join(dir, 'elsewhere') })
  await addToErasureList((await source.erasures()) as string)
  await addToErasureList((await source.erasures()) as string)
  expect((await readErasureList()).match(new RegExp(`"person":${personId},`, 'g'))).toHaveLength(1)
  await use(home)
})

test('what was redacted after a backup was made is redacted again; of a text that is current there, the restore says so', async () => {
  await use(home)
  const [author, editor] = [await aMember(), await anEditor()]
  const [edited, unedited] = [await aThread({ by: author, body: 'Of vlimp.' }), await aThread({ by: author, body: 'Of vlump.' })]
  const clean = (threadId: number) => editThread(author, { threadId, basedOn: 1, title: 'Clean', body: 'Clean.', tags: [] })
  await clean(edited.id)
  const file = await aBackup(dir)
  await clean(unedited.id)
  for (const { id } of [edited, unedited])
    await redactRevisions(editor, { kind: 'thread', id }, { numbers: [1], notes: true, reason: 'A key.' })
  await finishRedaction()
  await finishRedaction()
  expect((await readErasureList()).match(new RegExp(`"redacted":"thread","id":${edited.id},`, 'g'))).toHaveLength(1)

  const restored = await anEmptyOne()
  fs.mkdirSync(restored.dataDir, { recursive: true })
  fs.copyFileSync(path.join(home.dataDir, 'erasures.jsonl'), path.join(restored.dataDir, 'erasures.jsonl'))
  const report = await restoreInto(restored, file)
  const said = report.steps.find(({ name }) => name === 'redacted revisions')?.said
  expect(said).toBe(
    `1 redacted since were redacted again. These have a redacted text as their current one: edit it, then redact it: thread ${unedited.id}.`,
  )
  const [first] = await db().threadRevision.findMany({ where: { threadId: edited.id }, orderBy: { number: 'asc' } })
  expect(first).toMatchObject({ title: '', body: '', redactedAt: expect.any(Date) })
  await use(home)
})
