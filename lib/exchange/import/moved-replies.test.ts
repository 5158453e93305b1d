import { expect, test } from 'vitest'
import { countWords } from '../../../test/factories'
import { aSourceReply, aSourceThread, importedId, importRecords } from '../../../test/source-records'
import { readThread } from '../../community/threads/read-thread'
import { visitor } from '../../identity/viewer/viewer'
import { recount } from '../../maintenance/recount'
import { type Db, db, pool } from '../../platform/db/client'
import { transaction } from '../../platform/db/transaction'
import { search, searchEngine } from '../../search'
import { followReplies } from './follow-replies'
import { readKnownReplies } from './known-replies'
import { noOutcome } from './outcome'
import type { SourceReply, SourceThread } from './source'

const reply = aSourceReply
const thread = (externalId: string, replies: SourceReply[], more: Partial<SourceThread> = {}): SourceThread =>
  aSourceThread({ externalId: '12', name: 'Category 12', unnamed: true }, { externalId, title: `About ${externalId}`, replies, ...more })
const importing = importRecords
const idOf = (source: string, externalId: string) => importedId(source, 'thread', externalId)
const shown = async (source: string, externalId: string) =>
  (await readThread(visitor, await idOf(source, externalId)))?.replies.map(({ number, html }) => [number, html])
const drift = async () => (await recount(false)).filter(({ rows }) => rows > 0)
const found = async (text: string) => {
  await countWords()
  return (await search(searchEngine(), visitor, { text })).hits.map(({ id }) => id)
}

test.each([
  ['before the old one', ['u', 't']],
  ['after the old one', ['t', 'u']],
])('replies of a topic that was split at the source move into the new one, which is read %s, and are not doubled', async (_, order) => {
  const source = `split-${order.join('')}`
  const word = `bilby${order.join('')}`
  const moved = [reply('r2', { body: `The ${word} reply.`, accepted: true }), reply('r3')]
  await importing(source, thread('t', [reply('r1'), ...moved]))
  const later = {
    t: thread('t', [reply('r1')]),
    u: thread('u', [moved[0] as SourceReply, reply('r4', { answers: 'r2' }), reply('r3', { body: 'Edited there.' })]),
  }
  const report = await importing(source, ...order.map((name) => later[name as 't' | 'u']))
  expect(report).toMatchObject({ threads: { added: 1, updated: 1 }, replies: { added: 1 }, nowHidden: [], kept: [], problems: [] })
  expect(await shown(source, 't')).toEqual([[1, '<p>Reply r1.</p>']])
  expect(await shown(source, 'u')).toEqual([
    [1, `<p>The ${word} reply.</p>`],
    [2, '<p>Reply r4.</p>'],
    [3, '<p>Edited there.</p>'],
  ])
  expect(await found(word)).toEqual([await idOf(source, 'u')])
  expect(await readThread(visitor, await idOf(source, 't'))).toMatchObject({ resolution: 'unanswered', replyCount: 1 })
  expect(await readThread(visitor, await idOf(source, 'u'))).toMatchObject({ resolution: 'answered', replyCount: 3 })
  expect(await drift()).toEqual([])
  expect(await importing(source, later.t, later.u)).toMatchObject({ threads: { added: 0, updated: 0, unchanged: 2 }, nowHidden: [] })
})

test.each([
  ['before the old one', ['u', 't']],
  ['after the old one', ['t', 'u']],
])('a reply that moved since an import by an earlier version is in its new thread, which is read %s', async (_, order) => {
  const source = `upgraded-${order.join('')}`
  await importing(source, thread('u', [reply('r0')]), thread('t', [reply('r1'), reply('r2')]))
  await pool().query('update imported_record set said = null where source_id = (select id from import_source where name = $1)', [source])
  const later = { u: thread('u', [reply('r0'), reply('r2')]), t: thread('t', [reply('r1')]) }
  const report = await importing(source, ...order.map((name) => later[name as 't' | 'u']))
  expect(report).toMatchObject({ nowHidden: [], kept: [] })
  expect(await shown(source, 'u')).toEqual([
    [1, '<p>Reply r0.</p>'],
    [2, '<p>Reply r2.</p>'],
  ])
  expect(await shown(source, 't')).toEqual([[1, '<p>Reply r1.</p>']])
  expect(await drift()).toEqual([])
})

const many = (count: number, more: Partial<SourceReply> = {}) => Array.from({ length: count }, (_, i) => reply(`${count}-${i}`, more))

test('following a thread of hundreds of replies takes as many statements as one of a few', async () => {
  const statementsFor = async (count: number) => {
    await importing('long', thread(String(count), many(count)))
    const { id: sourceId } = await db().importSource.findUniqueOrThrow({ where: { name: 'long' } })
    // An import by an earlier version kept nothing of what the source said, so it must be written for each reply.
    await pool().query(`update imported_record set said = null where source_id = $1 and kind = 'reply'`, [sourceId])
    const id = await idOf('long', String(count))
    let statements = 0
    await transaction(async (tx) => {
      const place = { thread: thread(String(count), many(count)), id, livesIn: id, added: false }
      await followReplies(
        counting(tx, () => statements++),
        sourceId,
        place,
        noOutcome(),
      )
    })
    expect(await db().importedRecord.count({ where: { sourceId, kind: 'reply', said: { path: ['thread'], equals: String(count) } } })).toBe(
      count,
    )
    return statements
  }
  expect(await statementsFor(300)).toBe(await statementsFor(3))
})

test('what the source says as before is not written again', async () => {
  await importing('calm', thread('t', many(5)))
  const written = async () =>
    (await pool().query(`select external_id, xmin::text from imported_record where kind = 'reply' and external_id like '5-%' order by 1`))
      .rows
  const before = await written()
  await importing('calm', thread('t', many(5), { closed: true }))
  expect(await readThread(visitor, await idOf('calm', 't'))).toMatchObject({ state: 'closed' })
  expect(await written()).toEqual(before)
})

test('known replies of a thread are found by indexes, however many the source has', async () => {
  const others = Array.from({ length: 30 }, (_, i) =>
    thread(
      `l${i}`,
      Array.from({ length: i === 7 ? 5 : 200 }, (_, j) => reply(`l${i}-${j}`)),
    ),
  )
  await importing('large', ...others)
  await pool().query('analyze imported_record, reply')
  const id = await idOf('large', 'l7')
  const { id: sourceId } = await db().importSource.findUniqueOrThrow({ where: { name: 'large' } })
  await transaction(async (tx) => {
    const { rows } = await readKnownReplies(tx, sourceId, thread('l7', [reply('l7-1'), reply('l8-1')]), { id, livesIn: id })
    expect(rows).toHaveLength(6)
    const read = await tx.$queryRaw`
      select sum(seq_scan)::int as scans from pg_stat_xact_user_tables where relname in ('imported_record', 'reply')`
    expect(read).toEqual([{ scans: 0 }])
  })
})

/** Returns a `Db` that calls `count` for each statement. */
function counting(tx: Db, count: () => void): Db {
  const counted = (target: object): Db =>
    new Proxy(target, {
      get(from, name) {
        const value = Reflect.get(from, name)
        if (typeof value === 'function') {
          return (...args: unknown[]) => {
            count()
            return value.apply(from, args)
          }
        }
        return typeof value === 'object' && value !== null ? counted(value) : value
      },
    }) as Db
  return counted(tx)
}
