import { beforeAll, expect, test } from 'vitest'
import { coverThread, publishRevision } from '../../lib/answers'
import { editThread } from '../../lib/community/threads'
import { assignAuthor } from '../../lib/identity/accounts/manage-people'
import { viewerOf } from '../../lib/identity/viewer/viewer'
import { db, pool } from '../../lib/platform/db/client'
import { anAccount } from '../../test/accounts'
import { eventuallyTrue } from '../../test/eventually'
import { anEditor } from '../../test/factories'
import { fillWithSample } from './fill'
import { removeSample } from './remove'
import { samplePeople } from './topics'

// Every removal here is a dry run, which is the same transaction: each test begins with the whole sample.
const wouldStay = async (kind: string) =>
  (await removeSample({ dryRun: true })).kept.filter((each) => each.kind === kind).map(({ id, why }) => [id, why])

/** Asks for the removal itself, whatever was found before, and takes it back. */
async function removeRows(threads: number[], answers: number[]): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query('begin')
    await client.query('select remove_sample_posts($1, $2)', [threads, answers])
  } finally {
    await client.query('rollback')
    client.release()
  }
}

beforeAll(() => fillWithSample(() => {}))

test('a question that an editor covered stays with its answer, and the removal itself refuses both', async () => {
  const editor = await anEditor()
  const { id: threadId } = await db().thread.findFirstOrThrow({ where: { coverages: { none: {} } } })
  const { id: answerId } = await db().answer.findFirstOrThrow({ orderBy: { id: 'asc' } })
  await coverThread(editor, { threadId, answerId, section: null })
  expect(await wouldStay('thread')).toEqual([[threadId, 'editors have worked with it']])
  expect(await wouldStay('answer')).toEqual([[answerId, 'it covers what people asked']])
  await expect(removeRows([threadId], [])).rejects.toThrow('only sample content')
  await expect(removeRows([], [answerId])).rejects.toThrow('only sample content')
  await db().coverage.delete({ where: { threadId_answerId: { threadId, answerId } } })
})

test('a draft that is begun while the sample is removed is waited for, and its answer stays', async () => {
  const { id: answerId } = await db().answer.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const { personId } = await anEditor()
  const client = await pool().connect()
  try {
    await client.query('begin')
    await client.query(
      "insert into answer_draft (answer_id, title, based_on, edited_by, applies_to, aliases, tags) values ($1, 'x', 1, $2, '{}', '{}', '{}')",
      [answerId, personId],
    )
    const staying = wouldStay('answer')
    await eventuallyTrue(
      async () =>
        (await pool().query("select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")).rowCount ===
        1,
    )
    await client.query('commit')
    expect(await staying).toEqual([[answerId, 'there is a draft of it']])
  } finally {
    client.release()
    await db().answerDraft.deleteMany()
  }
})

test('topics and tags that an import writes to stay', async () => {
  const topic = await db().topic.findFirstOrThrow({ where: { parentId: { not: null } } })
  const source = await db().importSource.create({ data: { kind: 'discourse', name: 'quarry' } })
  await db().importedRecord.create({
    data: { sourceId: source.id, kind: 'topic', externalId: '4', localId: topic.id, digest: Buffer.from('x') },
  })
  expect(await wouldStay('topic')).toEqual([
    [topic.parentId, 'a topic in it stays'],
    [topic.id, 'an import puts its posts there'],
  ])
  await db().importSource.delete({ where: { id: source.id } })
})

test('questions of an older sample that were edited are listed, under whatever title they have now', async () => {
  const editor = await anEditor()
  const thread = await db().thread.findFirstOrThrow({ orderBy: { id: 'asc' } })
  await editThread(editor, { threadId: thread.id, basedOn: 1, title: 'Which bricks?', body: 'Other words altogether.', tags: [] })
  const marks = await db().sampleRow.findMany()
  await db().sampleRow.deleteMany()
  expect(await wouldStay('thread')).toEqual([[thread.id, 'it was edited']])
  await db().sampleRow.createMany({ data: marks })
})

test('what someone writes who was given an author of the sample stays, and so does what that author wrote', async () => {
  const admin = viewerOf((await anAccount('Giving Admin', 'admin')).personId, 'admin')
  const { email } = await anAccount('Mira Quarry', 'editor')
  const before = new Set((await wouldStay('answer')).map(([id]) => id))
  expect(before.size).toBe(0)
  const name = samplePeople.find(({ role }) => role !== 'editor')?.name as string
  const given = await db().person.findFirstOrThrow({ where: { displayName: name } })
  await assignAuthor(admin, given.name, email)
  expect(await db().sampleRow.count({ where: { kind: 'person', subjectId: given.id } })).toBe(0)
  const answer = await db().answer.findFirstOrThrow({ orderBy: { id: 'asc' } })
  await publishRevision(viewerOf(given.id, 'editor'), {
    answerId: answer.id,
    basedOn: answer.revisionNumber,
    title: answer.title,
    summary: answer.summary,
    body: `${answer.body}\n\nMeasured again in May.`,
    appliesTo: answer.appliesTo,
    note: 'Measured again',
    significance: 'minor',
  })
  expect(await wouldStay('answer')).toContainEqual([answer.id, 'someone with an account wrote or checked it'])
  await expect(removeRows([], [answer.id])).rejects.toThrow('only sample content')
  const asked = await db().thread.findMany({ where: { authorId: given.id }, select: { id: true } })
  const staying = (await wouldStay('thread')).map(([id]) => id)
  for (const { id } of asked) expect(staying).toContain(id)
  // Also where an earlier version has left the mark.
  await db().sampleRow.create({ data: { kind: 'person', subjectId: given.id } })
  expect(await wouldStay('answer')).toContainEqual([answer.id, 'someone with an account wrote or checked it'])
  await expect(removeRows([], [answer.id])).rejects.toThrow('only sample content')
})
