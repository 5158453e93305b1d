import { z } from 'zod'
import { type Db, queryRows } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { type GapState, gapStates } from './states'

const Locked = z.object({ id: z.int(), state: z.enum(gapStates), goldenId: z.int().nullable() })
/** A search gap that is locked. */
export type LockedSearchGap = z.infer<typeof Locked>

const columns = 'id, state::text, golden_id as "goldenId"'

/** Locks a search gap for the rest of the transaction: before golden queries, as everything that locks both. @throws DomainError `not_found`. */
export async function lockSearchGap(tx: Db, id: number): Promise<LockedSearchGap> {
  const [gap] = await queryRows(tx, Locked, `select ${columns} from search_gap where id = $1::int for update`, [id])
  if (!gap) throw new DomainError('not_found', 'There is no such search gap.')
  return gap
}

/** Locks the search gaps that these golden queries close, in the order of their ids. */
export function lockGapsOfGolden(tx: Db, goldenIds: number[]): Promise<LockedSearchGap[]> {
  return queryRows(tx, Locked, `select ${columns} from search_gap where golden_id = any($1::int[]) order by id for update`, [goldenIds])
}

const present: Record<GapState, string> = {
  open: 'It is an open search gap already.',
  closed: 'It is closed by now: its page is found.',
  dismissed: 'An editor has decided that it is no gap.',
}

/** Refuses an act on a search gap that has changed since its editor saw it. @throws DomainError `conflict`. */
export function requireGapState({ state }: LockedSearchGap, wanted: GapState): void {
  if (state !== wanted) throw new DomainError('conflict', present[state])
}
