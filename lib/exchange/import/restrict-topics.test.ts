import { expect, test } from 'vitest'
import { countWords } from '../../../test/factories'
import { aSourceReply, aSourceThread, importedId, importRecords } from '../../../test/source-records'
import { readThread } from '../../community/threads/read-thread'
import { moveThread } from '../../curation/moderation/move-thread'
import { saveTopic } from '../../curation/taxonomy/save-topic'
import { system, visitor } from '../../identity/viewer/viewer'
import { recount } from '../../maintenance/recount'
import { db, pool } from '../../platform/db/client'
import { search, searchEngine } from '../../search'
import type { SourceTopic } from './source'

const member = { audience: 'member' as const, personId: null }
const category = (externalId: string, name: string, more: Partial<SourceTopic> = {}): SourceTopic => ({ externalId, name, ...more })
const seen = async (source: string, externalId: string) => readThread(visitor, await importedId(source, 'thread', externalId))
const drift = async () => (await recount(false)).filter(({ rows }) => rows > 0)
const found = async (text: string) => {
  await countWords()
  return (await search(searchEngine(), visitor, { text })).total
}

test('a category that became restricted is no longer public, also where a topic of its name was here before', async () => {
  const own = await db().topic.create({ data: { name: 'Staffroom', slug: 'staffroom' } })
  const room = (more: Partial<SourceTopic> = {}) => category('55', 'Staffroom', more)
  const old = (externalId: string, topic: SourceTopic) =>
    aSourceThread(topic, { externalId, title: `Old plans ${externalId}`, replies: [] })
  await importRecords('staff', old('a', room()), old('b', room()), old('elsewhere', room()))
  const { id: other } = await db().topic.create({ data: { name: 'Yard', slug: 'yard' } })
  await moveThread(system, await importedId('staff', 'thread', 'elsewhere'), other)
  const closed = room({ visibility: 'editors' })
  const fresh = aSourceThread(closed, { externalId: 'u', title: 'Secretmoa plans', replies: [] })
  // The export lacks one of the old threads. It must leave the topic like the others.
  const report = await importRecords('staff', old('a', closed), fresh)
  for (const externalId of ['a', 'b', 'u']) expect(await seen('staff', externalId), externalId).toBeNull()
  expect(await found('secretmoa')).toBe(0)
  expect(await seen('staff', 'elsewhere'), 'someone here put it where it is').not.toBeNull()
  expect(report).toMatchObject({ kept: [], problems: [] })
  expect(report.notes).toEqual([expect.stringMatching(/“Staffroom” was here before.*\/topics\/staffroom-2: 2 threads were moved\.$/)])
  expect(await db().topic.findUnique({ where: { id: own.id } })).toMatchObject({ visibility: 'public', threadCount: 0 })
  expect(await drift()).toEqual([])
  expect(await importRecords('staff', old('a', closed), fresh)).toMatchObject({ notes: [], kept: [], threads: { unchanged: 2 } })
})

test('a run that was killed while it moved threads out of a topic moves the others', async () => {
  await db().topic.create({ data: { name: 'Loft', slug: 'loft' } })
  const loft = category('56', 'Loft')
  const thread = (externalId: string, topic: SourceTopic) => aSourceThread(topic, { externalId, title: `Loft ${externalId}`, replies: [] })
  await importRecords('loft', thread('a', loft), thread('b', loft))
  const from = await db().topic.findUniqueOrThrow({ where: { slug: 'loft' } })
  const closed = { ...loft, visibility: 'members' as const }
  await importRecords('loft', thread('a', closed))
  await moveThread(system, await importedId('loft', 'thread', 'b'), from.id)
  await pool().query(
    `update imported_record set said = said || jsonb_build_object('leaves', $1::int) where kind = 'topic' and external_id = '56'`,
    [from.id],
  )
  await importRecords('loft', thread('c', closed))
  for (const externalId of ['a', 'b', 'c']) expect(await seen('loft', externalId), externalId).toBeNull()
})

test('a topic is restricted before anything is put into it, also where comparing what was there fails', async () => {
  const crew = category('77', 'Crew')
  await importRecords('crew', aSourceThread(crew, { replies: [aSourceReply('r1')] }))
  await pool().query(`create function seen_public() returns trigger language plpgsql as $$ begin
      if (select visibility from topic where id = new.topic_id) = 'public' then raise exception 'too early'; end if; return new; end $$;
    create trigger seen_public before insert on thread for each row when (new.title = 'Secrettui plans') execute function seen_public();
    create function refuse_state() returns trigger language plpgsql as $$ begin raise exception 'not this one'; end $$;
    create trigger refuse_state before update of state on thread for each row when (new.id = ${await importedId('crew')}) execute function refuse_state()`)
  const closed = { ...crew, visibility: 'editors' as const }
  const fresh = aSourceThread(closed, { externalId: 'u', title: 'Secrettui plans', replies: [] })
  const report = await importRecords('crew', aSourceThread(closed, { closed: true, replies: [aSourceReply('r1')] }), fresh).catch(
    () => null,
  )
  await pool().query('drop trigger seen_public on thread; drop trigger refuse_state on thread')
  expect(report?.threads.added ?? 1).toBe(1)
  for (const externalId of ['t', 'u']) expect(await seen('crew', externalId), externalId).toBeNull()
  expect(await readThread(member, await importedId('crew', 'thread', 'u'))).toBeNull()
})

test('nothing comes into a topic that could not be restricted, and everything else does', async () => {
  const [attic, hall] = [category('78', 'Attic'), category('79', 'Hall')]
  await importRecords('attic', aSourceThread(attic, { replies: [] }))
  await pool().query(`create function keep_open() returns trigger language plpgsql as $$ begin raise exception 'it stays open'; end $$;
    create trigger keep_open before update of visibility on topic for each row when (new.name = 'Attic') execute function keep_open()`)
  const closed = { ...attic, visibility: 'editors' as const }
  const at = { file: 'a.json', position: 'topic 5' }
  const report = await importRecords(
    'attic',
    aSourceThread(closed, { externalId: 'u', title: 'Secretkaka plans', replies: [], at }),
    aSourceThread(hall, { externalId: 'v', title: 'Open to all', replies: [] }),
  )
  await pool().query('drop trigger keep_open on topic')
  expect(report).toMatchObject({ threads: { added: 1 } })
  expect(report.problems).toEqual([{ ...at, message: expect.stringMatching(/“Attic” could not be restricted.*it stays open/s) }])
  expect(await db().thread.count({ where: { title: 'Secretkaka plans' } })).toBe(0)
})

test('a topic keeps the address that it has when it is restricted', async () => {
  const shed = category('80', 'Shed')
  await importRecords('shed', aSourceThread(shed, { replies: [] }))
  const id = await importedId('shed', 'topic', '80')
  // An earlier version made slugs by another rule.
  await db().topic.update({ where: { id }, data: { slug: 'das_höhlchen' } })
  await importRecords('shed', aSourceThread({ ...shed, visibility: 'editors' }, { replies: [] }))
  expect(await db().topic.findUnique({ where: { id } })).toMatchObject({ slug: 'das_höhlchen', visibility: 'editors' })
  await saveTopic(system, { ...(await db().topic.findUniqueOrThrow({ where: { id } })), documentationUrl: '', name: 'Barn' })
  expect(await db().topic.findUnique({ where: { id } })).toMatchObject({ slug: 'das_höhlchen', name: 'Barn' })
})
