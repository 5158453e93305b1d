import { z } from 'zod'
import { topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { type Db, queryRows } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { hasBegun, isWriting } from './held'

export const gapStates = ['open', 'covered', 'dismissed', 'gone'] as const
export type GapState = (typeof gapStates)[number]

const Locked = z.object({
  id: z.int(),
  mergedIntoId: z.int().nullable(),
  answerId: z.int().nullable(),
  hasBegun: z.boolean(),
  writer: z.string().nullable(),
  writerId: z.int().nullable(),
  writingUntil: z.date().nullable(),
  state: z.enum(gapStates),
})
/** A gap that is locked. `writer` is somebody’s name, while they are writing; `hasBegun`: its answer is there. */
export type LockedGap = z.infer<typeof Locked>

/** In SQL: the viewer sees thread `thread` of topic `topic`; the parameter holds `visibilitiesFor(viewer)`. */
export const threadIsSeen = (thread: string, topic: string, parameter: '$1') =>
  `${thread}.hidden_at is null and ${topicIsVisible(topic, parameter)}`

/** In SQL: the viewer sees a thread of gap `gap`; the parameter holds `visibilitiesFor(viewer)`. */
export const gapIsSeen = (gap: string, parameter: '$1') => `exists (select 1 from gap_thread seen
  join thread seen_t on seen_t.id = seen.thread_id join topic seen_o on seen_o.id = seen_t.topic_id
  where seen.gap_id = ${gap}.id and ${threadIsSeen('seen_t', 'seen_o', parameter)})`

/**
 * Locks gaps for the rest of the transaction, in the order of their ids, so that two editors who change the same wait for each other.
 * @throws DomainError `not_found` for one that is missing, or of which the viewer sees no thread. One that was merged has none
 * to hide.
 */
export async function lockGaps(tx: Db, viewer: Viewer, ids: number[]): Promise<Map<number, LockedGap>> {
  const rows = await queryRows(
    tx,
    Locked,
    `select g.id, g.state::text, g.writer_id as "writerId", g.writing_until as "writingUntil", g.answer_id as "answerId",
       g.merged_into_id as "mergedIntoId",
       ${hasBegun('g')} as "hasBegun", (select display_name from person p where p.id = g.writer_id and ${isWriting('g')}) as writer
     from gap g where g.id = any($2::int[]) and (g.merged_into_id is not null or ${gapIsSeen('g', '$1')}) order by g.id for update of g`,
    [visibilitiesFor(viewer), ids],
  )
  if (rows.length < new Set(ids).size) throw new DomainError('not_found', 'There is no such gap.')
  return new Map(rows.map((row) => [row.id, row]))
}

/** Locks one gap. @throws DomainError as `lockGaps()`. */
export async function lockGap(tx: Db, viewer: Viewer, id: number): Promise<LockedGap> {
  const [gap] = (await lockGaps(tx, viewer, [id])).values()
  if (!gap) throw new DomainError('not_found', 'There is no such gap.')
  return gap
}

const present: Record<GapState, string> = {
  open: 'It is an open gap already.',
  covered: 'An answer covers its threads by now.',
  dismissed: 'An editor has decided that it is no gap.',
  gone: 'Its threads are in another gap by now.',
}

/** Refuses an act on a gap that has changed since its editor saw it. @throws DomainError `conflict`. */
export function requireState({ state }: LockedGap, wanted: GapState): void {
  if (state !== wanted) throw new DomainError('conflict', present[state])
}

/** Refuses what another editor is at. @throws DomainError `conflict`. */
export function refuseOthersWriting(gap: LockedGap, personId: number): void {
  if (gap.writer !== null && gap.writerId !== personId) throw new DomainError('conflict', `${gap.writer} is writing its answer.`)
}

/** Notes in the history of a gap what became of it. */
export async function noteGapEvent(tx: Db, gapId: number, what: string, detail = ''): Promise<void> {
  await tx.gapEvent.create({ data: { gapId, what, detail } })
}
