import { beforeAll, expect, test } from 'vitest'
import { eventuallyTrue } from '../../../test/eventually'
import { aLongThread, aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { publishRevision, readAnswer, startAnswer, undoPublication } from '../../answers'
import { editReply, editThread, postReply } from '../../community/threads'
import { type Viewer, visitor } from '../../identity/viewer'
import { db, pool } from '../../platform/db/client'
import { transaction } from '../../platform/db/transaction'
import { mergeThreads } from '../duplicates'
import { deleteReply, hideReply, restoreReply, undeleteReply } from '../moderation'
import { redactRevisions } from '../redaction'
import { dropCitation, noticeChanges, readFlagged, undoVerifyCitation, verifyCitation } from '.'

let editor: Viewer & { personId: number }
beforeAll(async () => {
  editor = await anEditor()
})

async function anAnswer(body: string, topicId?: number) {
  const title = 'What it rests on'
  const { id, slug } = await startAnswer(editor, { topicId: topicId ?? (await aTopic()), title, body: '' })
  await publishRevision(editor, { answerId: id, basedOn: 0, title, summary: '', body, appliesTo: [], note: 'x', significance: 'minor' })
  return { id, slug }
}

async function untilNoticed(): Promise<void> {
  while (await noticeChanges()) {
    // There may be more.
  }
}

const statesOf = async (answerId: number) =>
  (await db().citation.findMany({ where: { answerId }, orderBy: { position: 'asc' } })).map(({ state }) => state)

const flaggedOf = async (slug: string) => (await readAll()).filter(({ answer }) => answer.slug === slug)

async function readAll() {
  const all = []
  for (let after: number | null = null; ; ) {
    const { rows, next } = await readFlagged(editor, after)
    all.push(...rows)
    if (next === null) return all
    after = next
  }
}

const words = 'Close the valve, wait for 30 seconds and restart the controller; then look at the pressure with `gauge --read`.'

const spelling: ((text: string) => string)[] = [
  (text) => text.replace('seconds', 'secnods'),
  (text) => text.replace('controller', '**controller**'),
  (text) => `> ${text}`,
  (text) => text.replace('; then', '. Then'),
  (text) => text.replace('pressure', 'presure').replace('Close', 'close'),
]
const substance: ((text: string) => string)[] = [
  (text) => text.replace('30', '40'),
  (text) => text.replace('Close', 'Never close'),
  (text) => text.replace('--read', '--reset'),
  (text) => text.replace(' and restart the controller', ''),
  (text) => `${text} Open the door first.`,
]

test('of 50 changes among 500 cited posts, 25 of them of spelling or format, exactly the other 25 are flagged', async () => {
  const thread = await aLongThread(500, undefined, (number) => `${words} Case ${number}.`)
  const answers = []
  for (let i = 0; i < 5; i++) {
    const numbers = Array.from({ length: 100 }, (_, j) => 100 * i + j + 1)
    answers.push(await anAnswer(numbers.map((number) => `Statement ${number} holds.[^/threads/${thread.id}#r${number}]`).join('\n\n')))
  }
  const replies = await db().reply.findMany({ where: { threadId: thread.id }, orderBy: { number: 'asc' } })
  for (let i = 0; i < 50; i++) {
    const reply = replies[i * 10 + (i % 7)]
    const change = (i % 2 ? substance : spelling)[Math.floor(i / 2) % 5]
    if (reply && change) await editReply(editor, { replyId: reply.id, basedOn: 1, body: change(reply.body) })
  }
  const expected = Array.from({ length: 50 }, (_, i) => (i % 2 ? [i * 10 + (i % 7) + 1] : [])).flat()
  await untilNoticed()
  const flagged = await db().citation.findMany({
    where: { answerId: { in: answers.map(({ id }) => id) }, state: { not: 'fine' } },
    orderBy: { id: 'asc' },
  })
  const numbers = flagged.map(({ label }) => Number(/r(\d+)$/.exec(label)?.[1])).sort((a, b) => a - b)
  expect(numbers).toEqual(expected)
  const slugs = new Set(answers.map(({ slug }) => slug))
  const shown = (await readAll()).filter(({ answer }) => slugs.has(answer.slug))
  expect(shown.map(({ paragraph }) => Number(/Statement (\d+) holds\./.exec(paragraph?.text ?? '')?.[1])).sort((a, b) => a - b)).toEqual(
    expected,
  )
  for (const { blocks, state } of shown) {
    expect(state).toBe('changed')
    expect(blocks?.some(({ kind }) => kind !== 'same')).toBe(true)
  }
})

test('an editor verifies what the source says now; an edit that is taken back needs nobody', async () => {
  const author = await aMember()
  const thread = await aThread({ by: author, body: words })
  const { id, slug } = await anAnswer(`It holds.[^/threads/${thread.id}]`)
  await editThread(author, { threadId: thread.id, basedOn: 1, title: 'Thread', tags: [], body: words.replace('30', '50') })
  await untilNoticed()
  expect(await statesOf(id)).toEqual(['changed'])
  const shown = await readAnswer(visitor, slug)
  expect(shown && 'rendered' in shown && shown.rendered.leadHtml).toContain('<b class="warn">Changed since it was cited</b>')
  const [flagged] = await flaggedOf(slug)
  if (!flagged) throw new Error('It is not listed.')
  await expect(verifyCitation(author, flagged.id, 2)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(verifyCitation(editor, flagged.id, 1)).rejects.toMatchObject({ code: 'conflict' })
  await verifyCitation(editor, flagged.id, flagged.seen)
  expect(await statesOf(id)).toEqual(['fine'])
  expect(await db().citation.findFirst({ where: { answerId: id } })).toMatchObject({ citedRevision: 2 })
  await untilNoticed()
  expect(await flaggedOf(slug)).toEqual([])

  await editThread(author, { threadId: thread.id, basedOn: 2, title: 'Thread', tags: [], body: words })
  await untilNoticed()
  expect(await statesOf(id)).toEqual(['changed'])
  await editThread(author, { threadId: thread.id, basedOn: 3, title: 'Thread', tags: [], body: words.replace('30', '50') })
  await untilNoticed()
  expect(await statesOf(id)).toEqual(['fine'])
})

test('a source that is hidden or deleted is flagged without a word of it, until it is back; it can be dropped in one step', async () => {
  const author = await aMember('Hidden Author')
  const thread = await aThread({ title: 'Of words' })
  const hidden = await postReply(author, { threadId: thread.id, body: 'Secretword one.' })
  const deleted = await postReply(author, { threadId: thread.id, body: 'Two.' })
  const { id, slug } = await anAnswer(`One holds.[^/threads/${thread.id}#r1] Two holds.[^/threads/${thread.id}#r2]`)
  await hideReply(editor, hidden.id, 'Wrong.')
  await deleteReply(author, deleted.id)
  await untilNoticed()
  expect(await statesOf(id)).toEqual(['gone', 'gone'])
  const flagged = await flaggedOf(slug)
  expect(flagged).toMatchObject([
    { state: 'gone', source: null, blocks: null, paragraph: { from: 0, text: expect.stringMatching(/^One holds\..* Two holds\./) } },
    { state: 'gone', source: null, blocks: null },
  ])
  expect(JSON.stringify(flagged)).not.toContain('Secretword')
  await expect(verifyCitation(editor, flagged[0]?.id ?? 0, 1)).rejects.toMatchObject({ code: 'conflict' })
  await restoreReply(editor, hidden.id)
  await undeleteReply(author, deleted.id)
  await untilNoticed()
  expect(await statesOf(id)).toEqual(['fine', 'fine'])

  await hideReply(editor, hidden.id, 'Wrong.')
  await untilNoticed()
  await dropCitation(editor, (await flaggedOf(slug))[0]?.id ?? 0)
  const answer = await db().answer.findUniqueOrThrow({ where: { id } })
  expect(answer).toMatchObject({ revisionNumber: 2, body: `One holds. Two holds.[^/threads/${thread.id}#r2]` })
  expect(await statesOf(id)).toEqual(['fine'])
})

test('a source of a merged thread is followed and flagged, and verified where it went', async () => {
  const topicId = await aTopic()
  const [from, into] = [await aThread({ topicId, body: words }), await aThread({ topicId })]
  await postReply(editor, { threadId: from.id, body: 'A reply.' })
  const { id, slug } = await anAnswer(`One.[^/threads/${from.id}]\n\nTwo.[^/threads/${from.id}#r1]`)
  await mergeThreads(editor, [from.id], into.id)
  await untilNoticed()
  expect(await statesOf(id)).toEqual(['merged', 'merged'])
  for (const { id: citation, seen } of await flaggedOf(slug)) await verifyCitation(editor, citation, seen)
  await untilNoticed()
  expect(await statesOf(id)).toEqual(['fine', 'fine'])
  expect((await db().citation.findMany({ where: { answerId: id } })).every(({ threadId }) => threadId === into.id)).toBe(true)
})

test('of a cited answer the section counts that is cited, or all of it', async () => {
  const title = 'Cited answer'
  const cited = await startAnswer(editor, { topicId: await aTopic(), title, body: '' })
  const text = { answerId: cited.id, title, summary: '', appliesTo: [], note: 'x', significance: 'minor' as const }
  await publishRevision(editor, { ...text, basedOn: 0, body: '## First\n\nOne.\n\n## Second\n\nTwo.' })
  const { id } = await anAnswer(`A.[^/answers/${cited.slug}#first]\n\nB.[^/answers/${cited.slug}#second]\n\nC.[^/answers/${cited.slug}]`)
  await publishRevision(editor, { ...text, basedOn: 1, body: '## First\n\nOne.\n\n## Second\n\nTwenty.' })
  await untilNoticed()
  expect(await statesOf(id)).toEqual(['fine', 'changed', 'changed'])
})

test('of a cited revision that was redacted no word is compared: an editor is told that the source says something else', async () => {
  const author = await aMember()
  const thread = await aThread({ by: author })
  const reply = await postReply(author, { threadId: thread.id, body: `${words} The key is zhushz.` })
  const { slug } = await anAnswer(`As they say.[^/threads/${thread.id}#r${reply.number}]`)
  await editReply(author, { replyId: reply.id, basedOn: 1, body: words })
  await untilNoticed()
  expect(JSON.stringify(await flaggedOf(slug))).toContain('zhushz')
  await redactRevisions(editor, { kind: 'reply', id: reply.id }, { numbers: [1], notes: false, reason: 'It was a key.' })
  const [flagged] = await flaggedOf(slug)
  expect(flagged).toMatchObject({ state: 'changed', blocks: null })
  expect(JSON.stringify(flagged)).not.toContain('zhushz')
})

test('a changed source that is dropped and comes back by an undo is as it was: nobody has verified it', async () => {
  const author = await aMember()
  const thread = await aThread({ by: author, body: words })
  const { id, slug } = await anAnswer(`It holds.[^/threads/${thread.id}] Really.`)
  await editThread(author, { threadId: thread.id, basedOn: 1, title: 'Thread', tags: [], body: words.replace('30', '50') })
  await untilNoticed()
  const [flagged] = await flaggedOf(slug)
  await dropCitation(editor, flagged?.id ?? 0)
  expect(await statesOf(id)).toEqual([])
  await undoPublication(editor, id, 2)
  await untilNoticed()
  expect(await flaggedOf(slug)).toMatchObject([{ state: 'changed', noticedAt: flagged?.noticedAt }])
  expect(JSON.stringify((await flaggedOf(slug))[0]?.blocks)).toMatch(/30.*50/)
})

test('a redaction of an answer reaches the sentences of sources that it cites no more', async () => {
  const thread = await aThread()
  const { id } = await anAnswer(`The key is kwijibo.[^/threads/${thread.id}]`)
  const text = {
    title: 'What it rests on',
    summary: '',
    body: 'Ask for the key.',
    appliesTo: [],
    note: 'x',
    significance: 'minor' as const,
  }
  await publishRevision(editor, { answerId: id, basedOn: 1, ...text })
  expect(await db().droppedCitation.count({ where: { claim: { contains: 'kwijibo' } } })).toBe(1)
  await redactRevisions(editor, { kind: 'answer', id }, { numbers: [1], notes: false, reason: 'It was a key.' })
  expect(await db().droppedCitation.count({ where: { claim: { contains: 'kwijibo' } } })).toBe(0)
})

test('what was verified by mistake is flagged again as before, once, and as it is by then', async () => {
  const author = await aMember()
  const thread = await aThread({ by: author })
  const reply = await postReply(author, { threadId: thread.id, body: words })
  const { id, slug } = await anAnswer(`It holds.[^/threads/${thread.id}#r1]`)
  await editReply(author, { replyId: reply.id, basedOn: 1, body: words.replace('30', '50') })
  await untilNoticed()
  const [flagged] = await flaggedOf(slug)
  if (!flagged) throw new Error('It is not listed.')
  await expect(undoVerifyCitation(editor, flagged.id)).rejects.toMatchObject({ code: 'conflict' })
  await verifyCitation(editor, flagged.id, flagged.seen)
  expect(await flaggedOf(slug)).toEqual([])
  await expect(undoVerifyCitation(author, flagged.id)).rejects.toMatchObject({ code: 'forbidden' })
  await undoVerifyCitation(editor, flagged.id)
  expect(await flaggedOf(slug)).toEqual([flagged])
  await expect(undoVerifyCitation(editor, flagged.id)).rejects.toMatchObject({ code: 'conflict' })

  await verifyCitation(editor, flagged.id, flagged.seen)
  await hideReply(editor, reply.id, 'Wrong.')
  await untilNoticed()
  await undoVerifyCitation(editor, flagged.id)
  await untilNoticed()
  expect(await statesOf(id)).toEqual(['gone'])
})

test('an edit is noticed that comes while an editor verifies the one before', async () => {
  const author = await aMember()
  const thread = await aThread({ by: author })
  const reply = await postReply(author, { threadId: thread.id, body: words })
  const { id } = await anAnswer(`It holds.[^/threads/${thread.id}#r1]`)
  await editReply(author, { replyId: reply.id, basedOn: 1, body: words.replace('30', '50') })
  await untilNoticed()
  await editReply(author, { replyId: reply.id, basedOn: 2, body: words.replace('30', '70') })
  let noticing: Promise<boolean> | undefined
  await transaction(async (tx) => {
    await tx.citation.updateMany({ where: { answerId: id }, data: { state: 'fine', noticedAt: null, citedRevision: 2, checkedUpTo: 2 } })
    noticing = noticeChanges()
    await eventuallyTrue(async () => (await waiting()) > 0)
  })
  await noticing
  await untilNoticed()
  expect(await db().citation.findFirst({ where: { answerId: id } })).toMatchObject({ state: 'changed', citedRevision: 2, checkedUpTo: 3 })
})

/** How many statements about sources wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await pool().query(
    `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database() and query like '%citation%'`,
  )
  return rows[0].n
}
