import { z } from 'zod'
import { postKinds } from '../../posts/kinds'
import { groupKinds } from '../../posts/post-key'
import type { Candidate } from '../port'

/** What a candidate is made of, of a row of search_post that is called `p`. */
export const candidateColumns = `p.id::text as post_id, p.kind, p.group_kind, p.group_id, p.place, p.reply_id, p.anchor, encode(p.forward, 'base64') as forward`

export const CandidateRow = z.object({
  post_id: z.string(),
  kind: z.enum(postKinds),
  group_kind: z.enum(groupKinds),
  group_id: z.int(),
  place: z.int(),
  reply_id: z.int().nullable(),
  anchor: z.string(),
  forward: z.string(),
})

/** A row of `candidateColumns` as what the ranker reads. */
export function candidateOf(row: z.infer<typeof CandidateRow>): Candidate {
  return {
    postId: row.post_id,
    kind: row.kind,
    groupKind: row.group_kind,
    groupId: row.group_id,
    place: row.place,
    replyId: row.reply_id,
    anchor: row.anchor,
    // A third of the cost of the driver's own hexadecimal, measured over a thousand posts.
    forward: Buffer.from(row.forward, 'base64'),
  }
}
