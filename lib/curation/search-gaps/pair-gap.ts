import type { Db } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { addGolden, changeGolden, deleteGolden, type GoldenQuery, goldenById, goldenWords } from '../../search'
import type { LockedSearchGap } from './lock-search-gaps'

/**
 * Gives a locked gap the golden query that closes it. A pair of the list is taken as it is; the one that the gap had is removed if the gap
 * had added it. Returns the number, and the pair before, if that was another.
 * @throws DomainError `invalid`, or `conflict` where the words belong to another gap or must find another page.
 */
export async function pairGap(tx: Db, gap: LockedSearchGap, pair: GoldenQuery): Promise<{ goldenId: number; before: GoldenQuery | null }> {
  const former = gap.goldenId === null ? undefined : (await goldenById([gap.goldenId], tx)).get(gap.goldenId)
  if (former?.byGap && former.query === goldenWords(pair.query)) {
    const before = await changeGolden(tx, former.id, pair, true)
    return { goldenId: former.id, before: before.hit === pair.hit ? null : before }
  }
  const { id: goldenId } = await addGolden(tx, pair, true)
  const other = await tx.searchGap.findUnique({ where: { goldenId }, select: { id: true } })
  if (other && other.id !== gap.id) throw new DomainError('conflict', 'Another search gap was closed with these words.', 'query')
  await tx.searchGap.update({ where: { id: gap.id }, data: { goldenId } })
  if (!former || former.id === goldenId) return { goldenId, before: null }
  if (former.byGap) await deleteGolden(tx, former.id)
  return { goldenId, before: { query: former.query, hit: former.hit } }
}
