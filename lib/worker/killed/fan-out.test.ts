import { expect, test } from 'vitest'
import { z } from 'zod'
import { aWorker, kill } from '../../../test/a-worker'
import { eventually } from '../../../test/eventually'
import { aReader, aTopic } from '../../../test/factories'
import { postReply, startThread } from '../../community/threads'
import { changeSavedSearch } from '../../notices/searches'
import { db, pool, queryRow, queryRows } from '../../platform/db'

const watchers = 3_500
const replies = 2
/** Which of the watchers a worker waits for when it is killed: within a batch, some batches later, and within the next reply. */
const killedAt = [1_500, 3_200, 500]

const Person = z.object({ id: z.int() })
const Count = z.object({ count: z.int() })
const Facts = z.object({ notices: z.int(), people: z.int() })

const countOf = async (text: string, values: unknown[] = []) => (await queryRow(pool(), Count, text, values)).count
/** Those who wait for a row. Loops of a worker wait for each other, too, which is another lock. */
const waiting = () =>
  countOf(`select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    and wait_event in ('transactionid', 'tuple')`)

/** Starts a worker, and kills it while it tells the batch that has this person: their row is locked, so that it waits there. */
async function killWhileTelling(personId: number): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query('begin')
    await client.query('select 1 from person where id = $1 for update', [personId])
    const worker = aWorker()
    await eventually(async () => expect(await waiting()).toBeGreaterThan(0))
    await kill(worker)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('a worker that is killed several times while it tells many people tells each of them everything once', async () => {
  const [author, searcher] = [await aReader(), await aReader()]
  const thread = await startThread(await aReader(), { topicId: await aTopic(), title: 'Followed by many', body: 'x' })
  await db().watch.deleteMany()
  const people = await queryRows(
    pool(),
    Person,
    `with p as (insert into person (name, display_name) select 'many-' || i, 'Many ' || i from generate_series(1, $2::int) i returning id, name),
       u as (insert into auth_user (id, name, email, person_id) select name, name, name || '@example.org', id from p),
       w as (insert into watch (person_id, kind, subject_id, created_at) select id, 'thread', $1, now() - interval '1 minute' from p)
     select id from p order by id`,
    [thread.id, watchers],
  )
  await changeSavedSearch(searcher, new URLSearchParams('q=wombat'), 'save')
  for (let i = 0; i < replies; i++) await postReply(author, { threadId: thread.id, body: `A wombat says ${i}.` })
  const notices = () => db().notice.count()
  let told = 0
  for (const place of killedAt) {
    await killWhileTelling(people[place]?.id ?? 0)
    const now = await notices()
    expect(now, 'it had told some, and not all').toBeGreaterThan(told)
    expect(now).toBeLessThan(watchers * replies)
    told = now
  }
  const last = aWorker()
  try {
    const pending = () => countOf('select count(*)::int as count from event where told_up_to is not null')
    await eventually(async () => expect(await pending()).toBe(0))
    // An hour later the saved search is looked for, by whichever worker there is.
    await pool().query(`update event set created_at = created_at - interval '1 hour'`)
    await pool().query(`update saved_search set checked_at = checked_at - interval '1 hour', due_at = now()`)
    await eventually(async () => expect(await db().notice.count({ where: { kind: 'search_found' } })).toBe(replies))
  } finally {
    await kill(last)
  }
  const facts = `select count(*)::int as notices, count(distinct person_id)::int as people from notice where kind = 'reply'`
  expect(await queryRow(pool(), Facts, facts), 'of each reply to each follower').toEqual({ notices: watchers * replies, people: watchers })
})
