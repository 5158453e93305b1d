import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { expect, test } from 'vitest'
import yauzl from 'yauzl'
import { aMember, anEditor, aThread, aTopic } from '../../../../test/factories'
import { aFullPerson } from '../../../../test/full-person'
import { db, pool } from '../../../db/client'
import { moveThread } from '../../../moderation/move-thread'
import { postReply } from '../../../threads'
import { system, type Viewer } from '../../../viewer/viewer'
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
  // Each list of each file has something of a person to whom something refers in every table.
  for (const [file, sections] of Object.entries(exportFiles))
    for (const section of sections) expect(json(file)[section.name], `${file}: ${section.name}`).not.toEqual([])
  for (const { table, column, exported: file } of personColumns) if (file) expect([...files.keys()], `${table}.${column}`).toContain(file)
  expect(json('account.json')).toMatchObject({ person: [{ display_name: 'Exporting One' }], account: [{ email }] })
  expect(json('threads.json').threads).toMatchObject([{ id: threadId, title: 'kwark title again' }])
  expect(json('replies.json').replies).toMatchObject([{ id: replyId, body: 'kwark reply again' }])
  expect(json('drafts.json').questions).toMatchObject([{ title: 'kwark draft' }])
  const question = [...files.keys()].find((file) => file.startsWith(`posts/threads/${threadId}-`)) as string
  expect(files.get(question)?.toString()).toContain(`![x](../../pictures/${used})`)
  expect(files.get(`posts/replies/${elsewhereId}-1.md`)?.toString()).toContain('kwark reply again')
  for (const picture of [used, unused]) expect(files.get(`pictures/${picture}`)?.toString()).toMatch(/^picture /)
  for (const file of Object.keys(exportFiles)) expect(files.get('README.txt')?.toString()).toContain(file)
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
