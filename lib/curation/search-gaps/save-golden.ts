import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { enqueue } from '../../platform/jobs'
import {
  addGolden,
  changeGolden,
  deleteGolden,
  type GoldenQuery,
  goldenById,
  goldenHit,
  goldenWords,
  listGolden,
  type StoredGolden,
} from '../../search'
import { lockGapsOfGolden } from './lock-search-gaps'
import { checkAndNote } from './replay-golden'

export const goldenPageSize = 50

/** A golden query in the list, with the gap that it closes. */
export type GoldenRow = StoredGolden & { gapId: number | null }

/** Returns a page of golden queries, those that fail first. @throws DomainError `forbidden` unless an editor. */
export async function readGoldenPage(viewer: Viewer, from = 0): Promise<{ rows: GoldenRow[]; hasMore: boolean }> {
  authorize(viewer, 'search.golden')
  const found = await listGolden(goldenPageSize + 1, from)
  const page = found.slice(0, goldenPageSize)
  const gaps = await db().searchGap.findMany({
    where: { goldenId: { in: page.map(({ id }) => id) } },
    select: { id: true, goldenId: true },
  })
  const gapOf = new Map(gaps.map(({ id, goldenId }) => [goldenId, id]))
  return { rows: page.map((row) => ({ ...row, gapId: gapOf.get(row.id) ?? null })), hasMore: found.length > goldenPageSize }
}

/**
 * Adds a golden query, or changes that of a number, and checks it at once. Returns whether it finds its page.
 * @throws DomainError `forbidden`, `not_found`, `invalid` with the field, `conflict` where these words must find another page.
 */
export async function saveGolden(viewer: Viewer, id: number | null, pair: { query: string; hit: string }): Promise<boolean> {
  authorize(viewer, 'search.golden')
  const saved = await transaction(async (tx) => {
    const now = saysOf({ query: goldenWords(pair.query), hit: goldenHit(pair.hit) })
    if (id !== null) {
      const before = saysOf(await changeGolden(tx, id, pair))
      if (before !== now) await recordAudit(tx, viewer, { action: 'golden.change', reason: `${now}; before, ${before}` })
      return id
    }
    const added = await addGolden(tx, pair)
    if (added.isNew) await recordAudit(tx, viewer, { action: 'golden.add', reason: now })
    return added.id
  })
  const golden = (await goldenById([saved])).get(saved)
  return golden ? (await checkAndNote([golden])).length === 0 : false
}

/** Removes a golden query. A gap that it closed is open again. @throws DomainError `forbidden` or `not_found`. */
export async function removeGolden(viewer: Viewer, id: number): Promise<void> {
  authorize(viewer, 'search.golden')
  await transaction(async (tx) => {
    const [gap] = await lockGapsOfGolden(tx, [id])
    const gone = await deleteGolden(tx, id)
    if (!gone) throw new DomainError('not_found', 'There is no such golden query.')
    await recordAudit(tx, viewer, { action: 'golden.remove', reason: saysOf(gone) })
    if (gap?.state !== 'closed') return
    await tx.searchGap.update({ where: { id: gap.id }, data: { state: 'open', since: new Date() } })
    await tx.searchGapEvent.create({ data: { gapId: gap.id, what: 'reopened' } })
  })
}

function saysOf({ query, hit }: GoldenQuery): string {
  return `“${query}” finds ${hit}`
}

/** Has the worker search for all golden queries now. @throws DomainError `forbidden`. */
export async function askForReplay(viewer: Viewer): Promise<void> {
  authorize(viewer, 'search.golden')
  await transaction(async (tx) => {
    await enqueue(tx, 'golden.replay', {})
    await recordAudit(tx, viewer, { action: 'golden.check' })
  })
}
