import { beforeAll, expect, test } from 'vitest'
import { aMember, anEditor, aThread, countWords } from '../../../test/factories'
import { aSourceReply, aSourceThread, importedId, importRecords } from '../../../test/source-records'
import { coverThread, publishRevision, startAnswer } from '../../answers'
import { acceptReply, editReply, editThread, postReply, retractAcceptance, setThreadState } from '../../community/threads'
import { readThread } from '../../community/threads/read-thread'
import { readHidden } from '../../curation/desk/read-hidden'
import { mergeThreads } from '../../curation/duplicates/merge-threads'
import { hideReply, hideThread, restoreReply } from '../../curation/moderation/hide'
import { moveThread } from '../../curation/moderation/move-thread'
import { visitor } from '../../identity/viewer/viewer'
import { recount } from '../../maintenance/recount'
import { db, pool } from '../../platform/db/client'
import { search, searchEngine } from '../../search'
import { digestOf } from './ledger'
import type { SourceRecord, SourceThread, SourceTopic } from './source'

const first: SourceTopic = { externalId: '12', name: 'Category 12', unnamed: true }
const second: SourceTopic = { externalId: '99', name: 'Category 99', unnamed: true }
const reply = aSourceReply
const thread = (more: Partial<SourceThread> = {}): SourceThread => aSourceThread(first, { tags: ['alpha'], ...more })
const importing = importRecords
const idOf = importedId
const read = async (source: string) => readThread(visitor, await idOf(source))
const bodies = async (source: string) => (await read(source))?.replies.map(({ html }) => html)
const drift = async () => (await recount(false)).filter(({ rows }) => rows > 0)
const found = async (text: string) => {
  await countWords()
  return (await search(searchEngine(), visitor, { text })).hits.map(({ id }) => id)
}

let editor: Awaited<ReturnType<typeof anEditor>>
beforeAll(async () => {
  editor = await anEditor()
})

test('a thread that its source hid is there again once the source shows it', async () => {
  await importing('shown again', thread({ hidden: 'unlisted' }))
  expect(await read('shown again')).toBeNull()
  await importing('shown again', thread())
  expect(await read('shown again')).toMatchObject({ title: 'Where the lantern hangs' })
})

test('a reply keeps what it answers, also where that came with an earlier import', async () => {
  await importing('answers', thread({ replies: [reply('r1')] }))
  await importing('answers', thread({ replies: [reply('r1'), reply('r2', { answers: 'r1' }), reply('r3', { answers: 'r2' })] }))
  const [r1, r2, r3] = await Promise.all(['r1', 'r2', 'r3'].map((id) => idOf('answers', 'reply', id)))
  const rows = await db().reply.findMany({ where: { id: { in: [r2 as number, r3 as number] } }, orderBy: { number: 'asc' } })
  expect(rows.map(({ answersReplyId }) => answersReplyId)).toEqual([r1, r2])
})

test('a thread that an export has twice comes once, as the first has it', async () => {
  const twice = [thread({ title: 'The first of two' }), thread({ title: 'The second of two', replies: [] })]
  expect(await importing('twice', ...twice)).toMatchObject({ threads: { added: 1 }, replies: { added: 2 }, problems: [] })
  expect(await read('twice')).toMatchObject({ title: 'The first of two' })
  expect(await importing('twice', ...twice)).toMatchObject({ threads: { added: 0, updated: 0, unchanged: 1 } })
})

test('state, topic, tags, acceptance and what vanished follow a newer export, and nothing is said to have changed in a third run', async () => {
  await importing('s1', thread({ replies: [reply('r1', { accepted: true }), reply('r2', { body: 'The quokka reply.' })] }))
  const later = thread({
    topic: second,
    tags: ['beta'],
    closed: true,
    body: 'It was on the right.',
    replies: [reply('r1'), reply('r3', { accepted: true })],
  })
  const report = await importing('s1', later)
  expect(report).toMatchObject({
    threads: { added: 0, updated: 1 },
    replies: { added: 1, updated: 1, unchanged: 0 },
    kept: [],
    nowHidden: [{ subject: 'reply', externalId: 'r2', message: 'The source has removed it.' }],
  })
  expect(await read('s1')).toMatchObject({
    state: 'closed',
    tags: ['beta'],
    topic: { name: 'Category 99' },
    body: 'It was on the right.',
    resolution: 'answered',
    replyCount: 2,
  })
  expect((await read('s1'))?.replies.map(({ number, acceptedAt }) => [number, acceptedAt !== null])).toEqual([
    [1, false],
    [3, true],
  ])
  expect(await found('quokka')).toEqual([])
  expect((await readHidden(editor, null)).rows[0]).toMatchObject({ who: 'The program', reason: 'The source has removed it.', number: 2 })
  expect(await drift()).toEqual([])
  expect(await importing('s1', later)).toMatchObject({ threads: { updated: 0, unchanged: 1 }, kept: [], nowHidden: [] })
})

test('an un-accepted reply leaves its thread unanswered again', async () => {
  await importing('s2', thread({ replies: [reply('r1', { accepted: true })] }))
  expect(await read('s2')).toMatchObject({ resolution: 'answered' })
  await importing('s2', thread({ replies: [reply('r1')] }))
  expect(await read('s2')).toMatchObject({ resolution: 'unanswered', accepted: [] })
  expect(await drift()).toEqual([])
})

test('a partial export hides nothing: neither threads that it lacks nor replies of a thread that is not whole', async () => {
  await importing('s3', thread(), thread({ externalId: 'u', title: 'Another', replies: [reply('x')] }))
  const report = await importing('s3', thread({ complete: false, views: 9, replies: [reply('r1')] }))
  expect(report).toMatchObject({ nowHidden: [], kept: [], threads: { updated: 1 } })
  expect(await bodies('s3')).toHaveLength(2)
  expect(await readThread(visitor, await idOf('s3', 'thread', 'u'))).not.toBeNull()
})

test('what was changed here stays, and the report lists it: edits, topic, state, tags, acceptance, hidden and brought back', async () => {
  const replies = [reply('r1'), reply('r2', { accepted: true }), reply('r3'), reply('r4'), reply('r5')]
  await importing('s4', thread({ replies }))
  const id = await idOf('s4')
  const ids = await Promise.all(['r1', 'r2', 'r3', 'r4', 'r5'].map((externalId) => idOf('s4', 'reply', externalId)))
  const [r1, r2, r3, r4] = ids as [number, number, number, number]
  const { topicId } = await aThread().then(({ id: other }) => db().thread.findUniqueOrThrow({ where: { id: other } }))
  await moveThread(editor, id, topicId)
  await editThread(editor, { threadId: id, basedOn: 1, title: 'Edited here', body: 'Edited here.', tags: ['gamma'] })
  await setThreadState(editor, id, 'closed')
  await acceptReply(editor, r1)
  await retractAcceptance(editor, r2)
  await editReply(editor, { replyId: r3, basedOn: 1, body: 'Mended here.' })
  await hideReply(editor, r4, 'Rude.')
  const changed = thread({
    topic: second,
    tags: ['beta'],
    title: 'Edited there',
    views: 5,
    replies: [reply('r1', { boosts: 2 }), reply('r2', { accepted: true }), reply('r3', { body: 'Edited there.' }), reply('r4')],
  })
  const { kept } = await importing('s4', changed)
  expect(kept.map(({ subject, externalId, message }) => `${subject} ${externalId}: ${message}`).sort()).toEqual([
    'reply r1: it was accepted here and stays accepted',
    'reply r2: its acceptance was removed here and stays removed',
    'reply r3: it was edited here and keeps its text',
    'reply r4: it was hidden here and stays hidden',
    'thread t: it was closed here and stays closed',
    'thread t: it was edited here and keeps its title and text',
    'thread t: it was moved to another topic here and stays there',
    'thread t: its tags were changed here and stay as they are',
  ])
  expect(await read('s4')).toMatchObject({ title: 'Edited here', body: 'Edited here.', state: 'closed', tags: ['gamma'] })
  expect(await db().thread.findUnique({ where: { id } })).toMatchObject({ topicId })
  expect((await read('s4'))?.replies.map(({ number, acceptedAt, html }) => [number, acceptedAt !== null, html])).toEqual([
    [1, true, '<p>Reply r1.</p>'],
    [2, false, '<p>Reply r2.</p>'],
    [3, false, '<p>Mended here.</p>'],
  ])
  expect(await drift()).toEqual([])
})

test.each([
  ['text', { title: 'About a lamp', body: 'Edited here.' }],
  ['title', { title: 'Edited here', body: 'It was on the left.' }],
])('an import leaves an opening whose %s alone was edited here, in search too, and says so', async (what, edit) => {
  const source = `edited-${what}`
  await importing(source, thread({ title: 'About a lamp', body: 'It was on the left.' }))
  const threadId = await idOf(source)
  await editThread(editor, { threadId, basedOn: 1, ...edit, tags: ['alpha'] })
  const later = thread({ title: 'A wombat lamp', body: 'The wombat was on the right.', views: 7 })
  for (const run of ['first', 'second']) {
    const { kept } = await importing(source, run === 'first' ? later : { ...later, views: 9 })
    expect(
      kept.map(({ message }) => message),
      run,
    ).toEqual(['it was edited here and keeps its title and text'])
    expect(await db().thread.findUnique({ where: { id: threadId } }), run).toMatchObject({ ...edit, revisionNumber: 2 })
  }
  expect(await found('wombat')).toEqual([])
  expect(await drift()).toEqual([])
})

test('a reply that vanished and was brought back here stays, as does one that was edited here', async () => {
  await importing('s5', thread())
  await importing('s5', thread({ replies: [reply('r1')] }))
  await restoreReply(editor, await idOf('s5', 'reply', 'r2'), 'It is still true.')
  await editReply(editor, { replyId: await idOf('s5', 'reply', 'r1'), basedOn: 1, body: 'Mended here.' })
  const { kept, nowHidden } = await importing('s5', thread({ replies: [], views: 3 }))
  expect(nowHidden).toEqual([])
  expect(kept.map(({ externalId, message }) => [externalId, message])).toEqual([
    ['r1', 'it was edited here and stays visible, although the source has removed it'],
    ['r2', 'it was restored here and stays visible'],
  ])
  expect(await bodies('s5')).toHaveLength(2)
})

test('a reply that the source shows again comes back', async () => {
  await importing('s6', thread({ replies: [reply('r1', { body: 'The numbat reply.' })] }))
  await importing('s6', thread({ replies: [] }))
  expect(await found('numbat')).toEqual([])
  await importing('s6', thread({ replies: [reply('r1', { body: 'The numbat reply.' })] }))
  expect(await found('numbat')).toEqual([await idOf('s6')])
  expect(await drift()).toEqual([])
})

test('a thread that became hidden at the source is hidden here, and comes back with it', async () => {
  await importing('s7', thread({ title: 'The wallaby question' }))
  const withheld: SourceRecord = {
    kind: 'withheld',
    subject: 'thread',
    externalId: 't',
    reason: 'It is a private message.',
    file: 'a',
    position: 'b',
  }
  expect(await importing('s7', withheld)).toMatchObject({ withheld: [withheld], nowHidden: [{ subject: 'thread', externalId: 't' }] })
  expect(await read('s7')).toBeNull()
  expect(await found('wallaby')).toEqual([])
  expect(await importing('s7', withheld)).toMatchObject({ nowHidden: [] })
  await importing('s7', thread({ title: 'The wallaby question' }))
  expect(await found('wallaby')).toEqual([await idOf('s7')])
  expect(await drift()).toEqual([])
})

test('a thread that became hidden at the source stays where it is covered by an answer or replied to here', async () => {
  await importing('s8', thread(), thread({ externalId: 'u', title: 'Replied to', replies: [reply('x')] }))
  const id = await idOf('s8')
  const { topicId } = await db().thread.findUniqueOrThrow({ where: { id } })
  const answer = await startAnswer(editor, { topicId, title: 'Lanterns', body: 'x' })
  await publishRevision(editor, {
    answerId: answer.id,
    basedOn: 0,
    title: 'Lanterns',
    summary: '',
    body: 'On the left.',
    appliesTo: [],
    note: '',
    significance: 'major',
  })
  await coverThread(editor, { threadId: id, answerId: answer.id })
  await postReply(await aMember(), { threadId: await idOf('s8', 'thread', 'u'), body: 'Written here.' })
  const gone = (externalId: string): SourceRecord => ({
    kind: 'withheld',
    subject: 'thread',
    externalId,
    reason: 'It was deleted.',
    file: 'a',
    position: 'b',
  })
  expect(await importing('s8', gone('t'), gone('u'))).toMatchObject({
    nowHidden: [],
    kept: [
      { externalId: 't', message: 'it was covered by an answer here and stays visible, although the source no longer shows it' },
      { externalId: 'u', message: 'it was replied to here and stays visible, although the source no longer shows it' },
    ],
  })
  await importing('s8', thread({ closed: true, replies: [] }))
  expect(await read('s8')).toMatchObject({ resolution: 'covered', state: 'closed' })
  expect(await drift()).toEqual([])
})

test('a thread that was merged or hidden here stays so, and what its source says of it is listed', async () => {
  await importing('s9', thread(), thread({ externalId: 'u', title: 'Hidden here', replies: [reply('x')] }))
  const into = await aThread()
  await mergeThreads(editor, [await idOf('s9')], into.id)
  await hideThread(editor, await idOf('s9', 'thread', 'u'), 'Off topic.')
  const { kept } = await importing(
    's9',
    thread({ closed: true, replies: [reply('r1')] }),
    thread({ externalId: 'u', title: 'Hidden here, edited there', replies: [reply('x')] }),
  )
  expect(kept.map(({ externalId, message }) => [externalId, message])).toEqual([
    ['t', 'it was merged into another thread here and stays there'],
    ['u', 'it was hidden here and stays hidden'],
  ])
  const shown = (await readThread(visitor, into.id))?.replies.map(({ html }) => html)
  expect(shown?.at(-1), 'what vanished there goes here, too, wherever it is').toBe('<p>Reply r1.</p>')
  expect(await drift()).toEqual([])
})

test('a reply that the source moved to another thread moves here', async () => {
  await importing(
    's10',
    thread({ replies: [reply('r1'), reply('r2', { body: 'The bilby reply.', accepted: true })] }),
    thread({ externalId: 'u', title: 'Split off', replies: [] }),
  )
  await importing(
    's10',
    thread({ replies: [reply('r1')] }),
    thread({ externalId: 'u', title: 'Split off', replies: [reply('r2', { body: 'The bilby reply.', accepted: true })] }),
  )
  expect(await found('bilby')).toEqual([await idOf('s10', 'thread', 'u')])
  expect(await read('s10')).toMatchObject({ resolution: 'unanswered', replyCount: 1 })
  expect(await drift()).toEqual([])
})

test('threads filed under “c” by an earlier version get “c#” when they are imported again, unless their tags were edited', async () => {
  const sharp = (externalId: string) => thread({ externalId, title: `Sharp ${externalId}`, tags: ['c#'], replies: [] })
  await importing('s11', sharp('a'), sharp('b'))
  const c = await db().tag.create({ data: { name: 'c', threadCount: 2 } })
  const { id: wrong } = await db().tag.findUniqueOrThrow({ where: { name: 'c#' } })
  await pool().query('update thread_tag set tag_id = $1 where tag_id = $2', [c.id, wrong])
  await pool().query('update tag set thread_count = 0 where id = $1', [wrong])
  await pool().query(
    `update imported_record set said = null, digest = $1 where source_id = (select id from import_source where name = 's11')`,
    [digestOf('earlier')],
  )
  await pool().query('update thread set revision_number = 2 where id = $1', [await idOf('s11', 'thread', 'b')])
  const report = await importing('s11', sharp('a'), sharp('b'))
  expect(report.kept).toMatchObject([{ externalId: 'b', message: 'its tags were changed here and stay as they are' }])
  expect((await readThread(visitor, await idOf('s11', 'thread', 'a')))?.tags).toEqual(['c#'])
  expect((await readThread(visitor, await idOf('s11', 'thread', 'b')))?.tags).toEqual(['c'])
  expect(await drift()).toEqual([])
})

test('a run that was killed between texts and the rest goes on', async () => {
  await importing('s12', thread())
  const { digest } = await db().importedRecord.findFirstOrThrow({ where: { source: { name: 's12' }, kind: 'thread' } })
  const later = thread({ closed: true, body: 'New text.', replies: [reply('r1', { accepted: true })] })
  await importing('s12', later)
  // A run was killed: the texts are new, the thread's digest is old, and nothing was compared after the batch.
  await pool().query(`update thread set state = 'open' where id = $1`, [await idOf('s12')])
  await pool().query(
    `update imported_record set digest = $1, said = case when kind = 'thread' then said || '{"closed": false}' else said end
     where source_id = (select id from import_source where name = 's12') and kind = 'thread'`,
    [digest],
  )
  expect(await importing('s12', later)).toMatchObject({ kept: [], threads: { updated: 1 } })
  expect(await read('s12')).toMatchObject({ state: 'closed', body: 'New text.', resolution: 'answered' })
})

test('after an update the same export changes nothing, and what the source said is written down', async () => {
  const records = ['a', 'b'].map((externalId) =>
    thread({ externalId, replies: [reply(`${externalId}1`, { accepted: true }), reply(`${externalId}2`)] }),
  )
  await importing('s13', ...records)
  const before = await db().thread.findMany({ where: { id: await idOf('s13', 'thread', 'a') } })
  const ledger = () =>
    db().importedRecord.findMany({ where: { source: { name: 's13' } }, orderBy: [{ kind: 'asc' }, { externalId: 'asc' }] })
  const written = await ledger()
  await pool().query(`update imported_record set said = null, digest = $1 where source_id = $2 and kind <> 'person'`, [
    digestOf('earlier'),
    written[0]?.sourceId,
  ])
  expect(await importing('s13', ...records)).toMatchObject({
    threads: { updated: 0, unchanged: 2 },
    replies: { updated: 0, unchanged: 4 },
    kept: [],
    nowHidden: [],
  })
  expect(await ledger()).toEqual(written)
  expect(await db().thread.findMany({ where: { id: await idOf('s13', 'thread', 'a') } }), 'no version, no new page').toEqual(before)
})
