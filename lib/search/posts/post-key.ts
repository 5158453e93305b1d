import { z } from 'zod'
import type { GroupKind } from '../engines/port'

/** What posts belong to: their group. */
export const groupKinds = ['thread', 'answer'] as const satisfies GroupKind[]

/** What names a post: its thread or answer, and its place there. */
export const PostKey = z.object({ groupKind: z.enum(groupKinds), groupId: z.int(), place: z.int() })
export type PostKey = z.infer<typeof PostKey>

/** Names a post in a map. */
export function postKey({ groupKind, groupId, place }: PostKey): string {
  return `${groupKind}/${groupId}/${place}`
}

/** Keys as the three columns of `unnest($1::text[], $2::int[], $3::int[])`. */
export function keyColumns(keys: PostKey[]): [GroupKind[], number[], number[]] {
  return [keys.map((key) => key.groupKind), keys.map((key) => key.groupId), keys.map((key) => key.place)]
}
