import { beforeAll, expect, test } from 'vitest'
import { aMember, anEditor, aThread, countWords } from '../../../test/factories'
import { aSourceReply, aSourceThread, importedId, importRecords } from '../../../test/source-records'
import { postReply } from '../../community/threads'
import { readThread } from '../../community/threads/read-thread'
import { mergeThreads } from '../../curation/duplicates/merge-threads'
import { restoreThread } from '../../curation/moderation/hide'
import { moveThread } from '../../curation/moderation/move-thread'
import { visitor } from '../../identity/viewer/viewer'
import { recount } from '../../maintenance/recount'
import { db, pool } from '../../platform/db/client'
import { search, searchEngine } from '../../search'
import type { SourceThread, SourceTopic } from './source'

const hall: SourceTopic = { externalId: '12', name: 'Hall' }
const vault: SourceTopic = { externalId: '66', name: 'Vault', visibility: 'editors' }
const [r1, r2] = [aSourceReply('r1'), aSourceReply('r2')]
const secret = aSourceReply('r9', { body: 'The secretkea reply.' })
const thread = (more: Partial<SourceThread> = {}) => aSourceThread(hall, more)
const private_ = (more: Partial<SourceThread> = {}) =>
  thread({ hidden: 'private message', title: 'Secretkea title', body: 'Secretkea opening.', replies: [r1, r2, secret], ...more })
const drift = async () => (await recount(false)).filter(({ rows }) => rows > 0)
async function expectNoSecret(...threadIds: number[]) {
  for (const id of threadIds) expect(JSON.stringify(await readThread(visitor, id))).not.toMatch(/secretkea/i)
  await countWords()
  expect((await search(searchEngine(), visitor, { text: 'secretkea' })).total).toBe(0)
  expect(await drift()).toEqual([])
}

let editor: Awaited<ReturnType<typeof anEditor>>
beforeAll(async () => {
  editor = await anEditor()
})

test('what is new in a thread that is private now is not shown where the thread was merged into a public one here', async () => {
  await importRecords('merged', thread())
  const into = await aThread()
  await mergeThreads(editor, [await importedId('merged')], into.id)
  const report = await importRecords('merged', private_())
  await expectNoSecret(into.id)
  expect(report.hidden.replies).toBe(1)
  expect(report.kept.map(({ message }) => message)).toContain(
    'more people can see it here than at the source, so its texts were not updated and its new replies were imported as hidden',
  )
  expect(await importRecords('merged', private_({ views: 7 }))).toMatchObject({ replies: { added: 0, updated: 0, unchanged: 3 } })
  await expectNoSecret(into.id)
  await importRecords('merged', thread({ replies: [r1, r2, { ...secret, body: 'Open again.' }] }))
  expect(JSON.stringify(await readThread(visitor, into.id)), 'the source shows it again').toContain('Open again.')
  expect(await drift()).toEqual([])
})

test('the same where someone has replied here, or brought the thread back, so that it stays', async () => {
  await importRecords('replied', thread(), thread({ externalId: 'u', replies: [aSourceReply('u1')] }))
  const [id, back] = [await importedId('replied'), await importedId('replied', 'thread', 'u')]
  await postReply(await aMember(), { threadId: id, body: 'Written here.' })
  const report = await importRecords('replied', private_({ replies: [r1, { ...r2, body: 'The secretkea edit.' }, secret] }))
  expect((await readThread(visitor, id))?.replies).toHaveLength(3)
  await expectNoSecret(id)
  expect(report.kept.map(({ message }) => message)).toContain(
    'it was replied to here and stays visible, although the source no longer shows it',
  )
  const gone = (more: Partial<SourceThread>) => thread({ externalId: 'u', hidden: 'deleted', replies: [aSourceReply('u1')], ...more })
  await importRecords('replied', gone({}))
  await restoreThread(editor, back)
  await importRecords(
    'replied',
    gone({ body: 'Secretkea opening.', replies: [aSourceReply('u1'), aSourceReply('u9', { body: 'secretkea' })] }),
  )
  expect(await readThread(visitor, back)).not.toBeNull()
  await expectNoSecret(back)
})

test('the same where the category of a merged or moved thread is more restricted than where it is here', async () => {
  await importRecords('moved', thread(), thread({ externalId: 'u', title: 'Moved here', replies: [aSourceReply('u1')] }))
  const into = await aThread()
  await mergeThreads(editor, [await importedId('moved')], into.id)
  const moved = await importedId('moved', 'thread', 'u')
  const { topicId } = await db().thread.findUniqueOrThrow({ where: { id: into.id } })
  await moveThread(editor, moved, topicId)
  await importRecords(
    'moved',
    aSourceThread(vault, { replies: [r1, r2, secret] }),
    aSourceThread(vault, {
      externalId: 'u',
      title: 'Secretkea title',
      replies: [aSourceReply('u1'), aSourceReply('u9', { body: 'secretkea' })],
    }),
  )
  expect(await readThread(visitor, moved)).not.toBeNull()
  await expectNoSecret(into.id, moved)
})

test('a thread is hidden or moved before its new texts are written, and they are not written where that fails', async () => {
  const both = (topic: SourceTopic, more: Partial<SourceThread>) => [
    thread({
      ...more,
      externalId: 'a',
      replies: more.replies ? [aSourceReply('a1'), { ...secret, externalId: 'a9' }] : [aSourceReply('a1')],
    }),
    aSourceThread(topic, { ...more, hidden: undefined, externalId: 'b', replies: more.replies ? [{ ...secret, externalId: 'b9' }] : [] }),
  ]
  await importRecords('order', ...both(hall, { title: 'First title' }))
  const [a, b] = [await importedId('order', 'thread', 'a'), await importedId('order', 'thread', 'b')]
  await pool().query(`create function in_public() returns trigger language plpgsql as $$ begin
      if new.body ilike '%secretkea%' and exists (select 1 from thread t join topic o on o.id = t.topic_id
        where t.id = new.thread_id and t.hidden_at is null and o.visibility = 'public') then raise exception 'too early'; end if; return new; end $$;
    create trigger in_public before insert on reply for each row execute function in_public();
    create function stay() returns trigger language plpgsql as $$ begin raise exception 'it stays'; end $$;
    create trigger stay before update of hidden_at, topic_id on thread for each row execute function stay()`)
  const later = both(vault, { title: 'Secretkea title', hidden: 'private message', replies: [secret] })
  const failed = await importRecords('order', ...later)
  expect(failed.problems.map(({ message }) => message)).toEqual(
    later.map(() => '“Secretkea title” could not be hidden, so nothing new of it was stored: it stays'),
  )
  await expectNoSecret(a, b)
  await pool().query('drop trigger stay on thread')
  const report = await importRecords('order', ...later)
  await pool().query('drop trigger in_public on reply')
  expect(report).toMatchObject({ problems: [], kept: [], threads: { updated: 2 }, replies: { added: 2 }, nowHidden: [{ externalId: 'a' }] })
  for (const id of [a, b]) expect(await readThread(visitor, id)).toBeNull()
  expect(await readThread({ audience: 'editor', personId: null }, b)).toMatchObject({ title: 'Secretkea title', replyCount: 1 })
  expect(await importRecords('order', ...later)).toMatchObject({ threads: { unchanged: 2 } })
  expect(await drift()).toEqual([])
})
