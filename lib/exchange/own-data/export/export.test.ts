import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { expect, test } from 'vitest'
import yauzl from 'yauzl'
import { aMember, anEditor, aThread, aTopic } from '../../../../test/factories'
import { aFullPerson } from '../../../../test/full-person'
import { acceptReply, editReply, editThread, postReply } from '../../../community/threads'
import { hideReply, hideThread } from '../../../curation/moderation/hide'
import { moveThread } from '../../../curation/moderation/move-thread'
import { system, type Viewer, viewerOf } from '../../../identity/viewer/viewer'
import { db, pool } from '../../../platform/db/client'
import { personColumns } from '../person-columns'
import { exportFiles } from './files'
import { openExport } from './open-export'

async function exported(viewer: Viewer, personId: number): Promise<{ name: string; files: Map<string, Buffer> }> {
  const { name, stream } = await openExport(viewer, personId)
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-export-')), name)
  await pipeline(stream, fs.createWriteStream(file))
  return { name, files: await unzipped(file) }
}

function unzipped(file: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('error', reject)
      zip.on('end', () => resolve(files))
      zip.on('entry', (entry: yauzl.Entry) =>
        zip.openReadStream(entry, async (failed, stream) => {
          if (failed) return reject(failed)
          const chunks: Buffer[] = []
          for await (const chunk of stream) chunks.push(chunk as Buffer)
          files.set(entry.fileName, Buffer.concat(chunks))
          zip.readEntry()
        }),
      )
      zip.readEntry()
    })
  })
}

test('an export holds all that is the person’s: every column of the table, posts in Markdown, pictures, a text that explains', async () => {
  const { viewer, personId, threadId, replyId, elsewhereId, used, unused, email } = await aFullPerson('Exporting One', 'kwark')
  await db().thread.update({ where: { id: threadId }, data: { body: `Shown: ![x](/uploads/${used})` } })
  const { name, files } = await exported(viewer, personId)
  expect(name).toMatch(/^cairn-exporting-one-\d{4}-\d\d-\d\d\.zip$/)
  const json = (file: string) => JSON.parse((files.get(file) as Buffer).toString('utf8'))
  for (const file of Object.keys(exportFiles)) expect(Object.values(json(file)).flat(), `${file} is empty`).not.toEqual([])
  // Every list of every file has an entry, for a person to whom every table refers.
  for (const [file, sections] of Object.entries(exportFiles))
    for (const section of sections) expect(json(file)[section.name], `${file}: ${section.name}`).not.toEqual([])
  for (const { table, column, exported: file } of personColumns) if (file) expect([...files.keys()], `${table}.${column}`).toContain(file)
  expect(json('account.json')).toMatchObject({ person: [{ display_name: 'Exporting One' }], account: [{ email }] })
  expect(json('threads.json').threads).toMatchObject([{ id: threadId, title: 'kwark title again' }])
  expect(json('replies.json').replies).toMatchObject([{ id: replyId, body: 'kwark reply again' }])
  expect(json('drafts.json')).toMatchObject({ questions: [{ title: 'kwark draft' }], replies: [{ body: 'kwark draft reply' }] })
  const question = [...files.keys()].find((file) => file.startsWith(`posts/threads/${threadId}-`)) as string
  expect(files.get(question)?.toString()).toContain(`![x](../../pictures/${used})`)
  expect(files.get(`posts/replies/${elsewhereId}-1.md`)?.toString()).toContain('kwark reply again')
  for (const picture of [used, unused]) expect(files.get(`pictures/${picture}`)?.toString()).toMatch(/^picture /)
  for (const file of Object.keys(exportFiles)) expect(files.get('README.txt')?.toString()).toContain(file)
})

test('the file of a reply says whether it was accepted', async () => {
  const [asker, by] = [await aMember(), await aMember('accepted-writer')]
  const { id } = await aThread({ by: asker })
  const good = await postReply(by, { threadId: id, body: 'This helps.' })
  await postReply(by, { threadId: id, body: 'So does this.' })
  await acceptReply(asker, good.id)
  const { files } = await exported(by, by.personId)
  expect([1, 2].map((number) => /^accepted: .*$/m.exec(String(files.get(`posts/replies/${id}-${number}.md`)))?.[0])).toEqual([
    'accepted: "yes"',
    'accepted: "no"',
  ])
})

test('nothing that signs someone in is in it, and nothing of others that the person may not see', async () => {
  const { viewer, personId } = await aFullPerson('Careful One', 'snirk')
  const member = await aMember('careful-member')
  const thread = await aThread({ title: 'A secret plan' })
  await postReply(member, { threadId: thread.id, body: 'My own words.' })
  await moveThread(await anEditor(), thread.id, await aTopic({ visibility: 'editors' }))
  const theirs = await exported(member, member.personId)
  const all = [...theirs.files.values()].map(String).join('\n')
  expect(all).toContain('My own words.')
  expect(all).not.toContain('A secret plan')
  const { files } = await exported(viewer, personId)
  const texts = [...files.values()].map(String).join('\n')
  const { rows } = await pool().query(
    `select s.token as secret from auth_session s join auth_user u on u.id = s.user_id where u.person_id = $1
     union all select password from auth_account a join auth_user u on u.id = a.user_id where u.person_id = $1`,
    [personId],
  )
  expect(rows.length).toBeGreaterThan(1)
  for (const { secret } of rows) expect(texts).not.toContain(secret)
})

test('of others’ posts that an editor changed the export has the texts only while the person may see them', async () => {
  const { personId } = await aMember('was-editor')
  await db().person.update({ where: { id: personId }, data: { role: 'editor' } })
  const editor = { ...viewerOf(personId, 'editor'), personId }
  const other = await aMember('changed-by-editor')
  const changed = async (word: string) => {
    const { id } = await aThread({ by: other })
    await editThread(editor, { threadId: id, basedOn: 1, title: `${word} title`, body: `${word} body`, tags: [], note: `${word} note` })
    const reply = await postReply(other, { threadId: id, body: 'x' })
    await editReply(editor, { replyId: reply.id, basedOn: 1, body: `${word} reply`, note: '' })
    return { id, replyId: reply.id }
  }
  const shown = await changed('Krill')
  const [hidden, replyHidden, secret] = [await changed('Krall'), await changed('Krell'), await changed('Kroll')]
  await hideThread(editor, hidden.id, 'x')
  await hideReply(editor, replyHidden.replyId, 'x')
  await moveThread(editor, secret.id, await aTopic({ visibility: 'editors' }))
  const edits = async () => {
    const { files } = await exported(editor, personId)
    return JSON.parse(String(files.get('edits.json')))
  }
  const asEditor = await edits()
  expect(asEditor.threads.map((row: { title: string }) => row.title)).toEqual(['Krill title', null, 'Krell title', 'Kroll title'])
  expect(asEditor.replies.map((row: { body: string }) => row.body)).toEqual(['Krill reply', null, null, 'Kroll reply'])
  await db().person.update({ where: { id: personId }, data: { role: 'member' } })
  const asMember = await edits()
  expect(asMember.threads[0]).toMatchObject({ thread_id: shown.id, title: 'Krill title', body: 'Krill body' })
  expect(asMember.threads[3]).toMatchObject({ thread_id: secret.id, number: 2, title: null, body: null, tags: null, note: 'Kroll note' })
  expect(JSON.stringify(asMember)).not.toMatch(/Krall (title|body|reply)|Kroll (title|body|reply)|Krell reply/)
})

test('what the person wrote in their own post that was hidden is in it', async () => {
  const { personId, ...viewer } = await aMember('own-hidden')
  const { id } = await aThread({ by: { ...viewer, personId } })
  await editThread({ ...viewer, personId }, { threadId: id, basedOn: 1, title: 'Own', body: 'Own words.', tags: [], note: '' })
  await hideThread(await anEditor(), id, 'x')
  const { files } = await exported({ ...viewer, personId }, personId)
  expect(JSON.parse(String(files.get('edits.json'))).threads).toMatchObject([{}, { title: 'Own', body: 'Own words.' }])
})

test('a draft’s text is for an editor who changed it last; of others it says only that the draft exists', async () => {
  const { personId, viewer, answerId } = await aFullPerson('Drafting One', 'drelm')
  const drafts = async () => JSON.parse(String((await exported(viewer, personId)).files.get('answers.json'))).drafts
  expect(await drafts()).toMatchObject([{ answer_id: answerId, title: 'An answer', body: 'In the making.', begun: true }])
  await db().person.update({ where: { id: personId }, data: { role: 'member' } })
  const withheld = [{ answer_id: answerId, title: null, summary: null, body: null, edited_at: null, begun: true }]
  expect(await drafts()).toEqual(withheld)
  await db().person.update({ where: { id: personId }, data: { role: 'editor' } })
  await db().answerDraft.update({ where: { answerId }, data: { editedBy: (await anEditor()).personId as number } })
  expect(await drafts()).toEqual(withheld)
})

test('another person gets none; an admin does, and it is noted', async () => {
  const { personId } = await aMember('exported-member')
  await expect(openExport(await anEditor(), personId)).rejects.toMatchObject({ code: 'forbidden' })
  await exported(system, personId)
  expect(await db().auditEntry.count({ where: { action: 'person.export', subjectId: personId } })).toBe(1)
})

test('many posts are read in batches, each post once', async () => {
  const { personId, ...viewer } = await aMember('busy-member')
  const { id } = await aThread()
  await pool().query(
    `insert into reply (thread_id, number, author_id, body, created_at) select $1, n, $2, 'Number ' || n, now() from generate_series(1, 450) n`,
    [id, personId],
  )
  const { files } = await exported({ ...viewer, personId }, personId)
  const numbers = JSON.parse(String(files.get('replies.json'))).replies.map((reply: { number: number }) => reply.number)
  expect(numbers).toEqual(Array.from({ length: 450 }, (_, i) => i + 1))
  expect([...files.keys()].filter((file) => file.startsWith('posts/replies/'))).toHaveLength(450)
})
