import { z } from 'zod'
import { advisoryLocks, type Db, queryRows, transaction } from '../../platform/db'
import { hasFallen, readVotes } from './fallen'
import { openEvents } from './reason-events'
import { Reason } from './reasons'
import { removeReasons, summarise, writeReasons } from './write-reasons'

/**
 * Writes down which answers should be looked at again, and why. Reads only what is flagged, and the votes of all answers, unless it is to
 * leave these as they were found before. Returns false: it is never in the middle of something.
 */
export async function refreshReviews({ now = new Date(), votes = true }: { now?: Date; votes?: boolean } = {}): Promise<false> {
  await transaction(async (tx) => {
    await lockReviews(tx)
    await refreshReviewsOf(tx, null, now, votes)
  })
  return false
}

const Listed = z.object({ id: z.int() })

/** Works out again how much the answers that need review are used, which orders them: their views go on while their reasons stay the same. */
export async function refreshUse(): Promise<void> {
  await transaction(async (tx) => {
    await lockReviews(tx)
    const listed = await queryRows(tx, Listed, 'select answer_id as id from answer_review where since is not null')
    await summarise(
      tx,
      listed.map(({ id }) => id),
    )
  })
}

/** For the rest of the transaction, nobody else changes reviews. To be called before answers are locked. */
export async function lockReviews(tx: Db): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${advisoryLocks.reviews})`
}

/** The same of these answers alone, in a transaction that has called `lockReviews()`. */
export async function refreshReviewsOf(tx: Db, only: number[] | null, now = new Date(), votes = true): Promise<void> {
  const before = (await readReasons(tx, only)).filter(({ reason }) => votes || reason !== 'helpfulness')
  const found = [...(await readEvents(tx, only)), ...(votes ? await readFallen(tx, only, before, now) : [])]
  const next = new Map(found.map((each) => [keyOf(each), each]))
  const old = new Map(before.map((each) => [keyOf(each), each]))
  const gone = before.filter((each) => !next.has(keyOf(each)))
  const changed = found.filter((each) => !isSame(old.get(keyOf(each)), each))
  await removeReasons(tx, gone)
  await writeReasons(tx, changed)
  await summarise(tx, [...new Set([...gone, ...changed].map(({ answerId }) => answerId))])
}

const keyOf = ({ answerId, reason }: Reason) => `${answerId} ${reason}`

function isSame(a: Reason | undefined, b: Reason): boolean {
  return a?.count === b.count && a.since.getTime() === b.since.getTime() && a.latest.getTime() === b.latest.getTime()
}

const ofThese = (column: string) => `($1::int[] is null or ${column} = any($1))`

function readReasons(tx: Db, only: number[] | null): Promise<Reason[]> {
  return queryRows(
    tx,
    Reason,
    `select answer_id as "answerId", reason::text, since, latest, count from answer_review_reason where ${ofThese('answer_id')}`,
    [only],
  )
}

function readEvents(tx: Db, only: number[] | null): Promise<Reason[]> {
  return queryRows(
    tx,
    Reason,
    `select answer_id as "answerId", reason, min(at)::timestamptz(3) as since, max(at)::timestamptz(3) as latest, count(*)::int as count
     from (${openEvents}) o where ${ofThese('answer_id')} group by answer_id, reason`,
    [only],
  )
}

/** Votes have no time: it is the time when the fall was seen first. */
async function readFallen(tx: Db, only: number[] | null, before: Reason[], now: Date): Promise<Reason[]> {
  const votes = await readVotes(tx, only ?? undefined)
  const reason = 'helpfulness'
  return [...votes].flatMap(([answerId, each]) => {
    if (!hasFallen(each)) return []
    const known = before.find((row) => row.answerId === answerId && row.reason === reason)
    return [{ answerId, reason, since: known?.since ?? now, latest: known?.latest ?? now, count: 1 }]
  })
}
