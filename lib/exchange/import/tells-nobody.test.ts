import { expect, test } from 'vitest'
import { aReader } from '../../../test/factories'
import { aSourceReply, aSourceThread, importRecords } from '../../../test/source-records'
import { mergeThreads } from '../../curation/duplicates'
import { system } from '../../identity/viewer'
import { continueFanOut } from '../../notices/delivery'
import { queueDigests, queueDueMails } from '../../notices/mail'
import { changeSavedSearch, continueSavedSearches } from '../../notices/searches'
import { setWatch } from '../../notices/watching'
import { db, pool } from '../../platform/db'
import type { SourceAnswer, SourcePerson, SourceThread, SourceTopic } from './source'
import { undoImport } from './undo/undo-import'

const source = 'a forum of otters'
const threads = 100
const topic: SourceTopic = { externalId: '7', name: 'Otters' }
const author = (i: number): SourcePerson => ({ externalId: `p${i % 20}`, name: `otter-${i % 20}`, displayName: `Otter ${i % 20}` })
const now = () => new Date()

/** Threads in which everyone answers, mentions, quotes and accepts everyone, posted a moment ago. */
const forum = (more: (i: number) => Partial<SourceThread> = () => ({})): SourceThread[] =>
  Array.from({ length: threads }, (_, i) =>
    aSourceThread(topic, {
      externalId: `t${i}`,
      title: `An otter in room ${i}`,
      body: `Has @otter-${(i + 1) % 20} or @[Otter ${(i + 2) % 20}] seen the otter?`,
      author: author(i),
      tags: ['otters'],
      createdAt: now(),
      replies: [
        aSourceReply(`r${i}a`, {
          author: author(i + 3),
          body: `@otter-${i % 20} I have seen an otter.`,
          answers: 'opening',
          createdAt: now(),
        }),
        aSourceReply(`r${i}b`, { author: author(i), body: 'Thanks!', answers: `r${i}a`, accepted: i % 2 === 0, createdAt: now() }),
      ],
      ...more(i),
    }),
  )

const answer: SourceAnswer = {
  kind: 'answer',
  externalId: 'all',
  title: 'All about otters',
  summary: 'They swim.',
  body: 'Every otter swims.',
  topic,
  tags: ['otters'],
  createdAt: now(),
  revisedAt: now(),
  boosts: 0,
  views: 0,
  history: [],
}

/** What people have been told, and what they follow, in every table that says so. An event that the program records for nobody would be here, too. */
async function told() {
  const tables = ['event', 'notice', 'watch', 'outgoing_mail']
  const counts = await Promise.all(tables.map((table) => pool().query(`select count(*)::int as n from ${table}`)))
  return Object.fromEntries(tables.map((table, i) => [table, counts[i]?.rows[0].n]))
}

/** All that the worker does about it, and an hour later once more. */
async function afterAnHour() {
  while (await continueFanOut());
  await pool().query(`update event set created_at = created_at - interval '1 hour'`)
  await pool().query(`update saved_search set checked_at = now() - interval '2 hours', due_at = now()`)
  while (await continueSavedSearches());
  while (await queueDueMails());
  await queueDigests(new Date(Date.now() + 300_000))
}

test('an import, its authors with accounts, its repetition with changes, its merges and its undoing tell nobody anything', async () => {
  const watcher = await aReader('editor')
  await changeSavedSearch(watcher, new URLSearchParams('q=otter'), 'save')
  expect(await importRecords(source, answer, ...forum())).toMatchObject({ threads: { added: threads } })
  // From here on its authors can be told, and follow what an author would; somebody follows all of it.
  await pool().query(
    `insert into auth_user (id, name, email, email_verified, person_id) select name, name, name || '@example.org', true, id from person where name like 'otter-%'`,
  )
  const ours = (await db().topic.findFirstOrThrow({ where: { name: 'Otters' } })).id
  const tag = await db().tag.findUniqueOrThrow({ where: { name: 'otters' } })
  await setWatch(watcher, 'topic', ours, 'watching')
  await setWatch(watcher, 'tag', tag.id, 'watching')
  await setWatch(watcher, 'answer', (await db().answer.findFirstOrThrow()).id, 'watching')
  await pool().query(`insert into watch (person_id, kind, subject_id) select author_id, 'thread', id from thread on conflict do nothing`)
  await pool().query(
    `insert into notice_setting (person_id, kind, channel) select p.id, k, 'daily' from person p, unnest(array['reply', 'search_found', 'thread']) k`,
  )
  await pool().query(
    `insert into digest (person_id, channel, day, created_at) select id, 'daily', current_date - 8, now() - interval '8 days' from person`,
  )
  await afterAnHour()
  const before = await told()
  expect(before).toMatchObject({ event: 0, notice: 0, outgoing_mail: 0 })

  // What changed there: texts, with more mentions; acceptance; new threads and replies; one moved to another thread; some are gone or hidden.
  const later = forum((i) => ({
    body: `And @otter-${(i + 5) % 20}, has nobody seen the otter?`,
    ...(i % 7 === 0 ? { hidden: 'unlisted' } : {}),
    replies: [
      aSourceReply(`r${i}a`, {
        author: author(i + 3),
        body: `@otter-${(i + 9) % 20} Now I have seen two.`,
        accepted: true,
        createdAt: now(),
      }),
      aSourceReply(i % 5 === 0 ? `r${i + 1}b` : `r${i}c`, {
        author: author(i + 6),
        body: 'One more @otter-0.',
        answers: `r${i}a`,
        createdAt: now(),
      }),
    ],
  }))
  await importRecords(
    source,
    { ...answer, body: 'No otter flies.', revisedAt: now() },
    ...later,
    aSourceThread(topic, { externalId: 'new', author: author(1), createdAt: now() }),
  )
  const [one, two] = await db().thread.findMany({ where: { hiddenAt: null }, orderBy: { id: 'asc' }, take: 2 })
  await mergeThreads(system, [one?.id ?? 0], two?.id ?? 0)
  await afterAnHour()
  expect(await told()).toEqual({ ...before, watch: expect.any(Number), outgoing_mail: 0 })
  expect((await told()).watch, 'a merged thread carries its followers along, no more').toBeLessThanOrEqual(before.watch)
  await undoImport({ source })
  await importRecords(source, ...forum())
  await afterAnHour()
  expect(await told()).toMatchObject({ event: 0, notice: 0, outgoing_mail: 0 })
})
