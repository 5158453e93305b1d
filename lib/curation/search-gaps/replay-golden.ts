import { recordSiteEvent } from '../../notices/events'
import { db, transaction } from '../../platform/db'
import { log, messageOf } from '../../platform/log'
import {
  allGolden,
  checkGolden,
  forgetDueGolden,
  goldenById,
  readDueGolden,
  readGoldenFile,
  type StoredGolden,
  searchEngine,
  writeChecks,
} from '../../search'
import { lockGapsOfGolden } from './lock-search-gaps'

/** A page that is not found yet is looked for again after so long: an index may lag behind by seconds. */
const waitedMs = 60_000
const waitingMax = 50
const dueMax = 50
/** Of many that fail at once so many are named. */
const namedMax = 5

/**
 * Searches for all golden queries as a visitor does. A gap whose page is found is closed; one whose page is not found any more is open
 * again, and editors are told.
 */
export async function replayGolden(): Promise<{ checked: number; failed: number }> {
  await takeOverGoldenFile()
  const golden = await allGolden()
  const failed = await checkAndNote(golden)
  log('info', 'golden queries checked', { checked: golden.length, failed: failed.length })
  return { checked: golden.length, failed: failed.length }
}

/** Takes over the file in which golden queries were kept, if it is new. A file that can't be read is said in the log, and holds up nothing. */
export async function takeOverGoldenFile(): Promise<void> {
  await readGoldenFile().catch((error) => log('warn', 'golden queries of the file not taken over', { error: messageOf(error) }))
}

/** Looks again for the pages of gaps that are open although somebody has done something about them. */
export async function checkWaiting(): Promise<void> {
  const waiting = await db().searchGap.findMany({
    where: { state: 'open', goldenId: { not: null } },
    select: { goldenId: true },
    orderBy: { id: 'desc' },
    take: waitingMax,
  })
  const golden = [...(await goldenById(waiting.flatMap(({ goldenId }) => goldenId ?? []))).values()]
  await checkAndNote(golden.filter(({ checkedAt }) => !checkedAt || Date.now() - checkedAt.getTime() > waitedMs))
}

/**
 * Looks again for pages that were edited, hidden or restored, or after a change of synonyms: a gap is open again soon after an edit has
 * broken it. Returns whether there are more.
 */
export async function checkDue(): Promise<boolean> {
  const due = await readDueGolden(dueMax)
  if (due.length === 0) return false
  const golden = await goldenById([...new Set(due.map(({ goldenId }) => goldenId))])
  await checkAndNote([...golden.values()])
  await forgetDueGolden(due)
  return due.length === dueMax
}

/** Searches for these golden queries and notes what comes of it. Returns those that don't find what they must. */
export async function checkAndNote(golden: StoredGolden[]): Promise<StoredGolden[]> {
  if (golden.length === 0) return []
  const failed = await checkGolden(searchEngine(), golden)
  const passed = golden.filter((each) => !failed.includes(each))
  await transaction(async (tx) => {
    const gaps = await lockGapsOfGolden(
      tx,
      golden.map(({ id }) => id),
    )
    await writeChecks(tx, golden, failed)
    const set = async (of: StoredGolden[], from: 'open' | 'closed', to: 'open' | 'closed', what: string) => {
      const hitOf = new Map(of.map(({ id, hit }) => [id, hit]))
      const theirs = gaps.filter(({ state, goldenId }) => state === from && hitOf.has(goldenId ?? 0))
      await tx.searchGap.updateMany({ where: { id: { in: theirs.map(({ id }) => id) } }, data: { state: to, since: new Date() } })
      await tx.searchGapEvent.createMany({
        data: theirs.map(({ id, goldenId }) => ({ gapId: id, what, detail: hitOf.get(goldenId ?? 0) ?? '' })),
      })
    }
    await set(passed, 'open', 'closed', 'closed')
    await set(failed, 'closed', 'open', 'reopened')
    const broken = failed.filter(({ passes }) => passes === true)
    if (broken.length > 0) await recordSiteEvent(tx, 'golden_failing', sentenceOf(broken))
  })
  return failed
}

function sentenceOf(broken: StoredGolden[]): string {
  const named = broken.slice(0, namedMax).map(({ query, hit }) => `“${query}” no longer finds ${hit}`)
  return `${named.join('; ')}${broken.length > namedMax ? `; and ${broken.length - namedMax} more` : ''}.`
}
