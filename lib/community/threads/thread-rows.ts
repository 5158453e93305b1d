import { z } from 'zod'
import { Resolution, Role, ThreadState } from '../../platform/db'
import { topicColumns } from '../topics'

const author = {
  author_id: z.int().nullable(),
  author_name: z.string().nullable(),
  author_display_name: z.string().nullable(),
  author_role: z.enum(Role).nullable(),
}

const post = {
  ...author,
  body: z.string(),
  /** Its words, if they are stored. */
  plain: z.string().nullable(),
  created_at: z.date(),
  edited_at: z.date().nullable(),
  withdrawn_at: z.date().nullable(),
  boost_count: z.int(),
  revision_number: z.int(),
}

/** The row of a thread for its page. */
export const ThreadRecord = z.object({
  ...post,
  slug: z.string(),
  title: z.string(),
  state: z.enum(ThreadState),
  resolution: z.enum(Resolution),
  ...topicColumns,
  tags: z.array(z.string()),
  activity_at: z.date(),
  reply_count: z.int(),
  reply_base: z.int(),
  view_count: z.int(),
})

/** A reply with its author, and the number of what it answers. */
export const ReplyRecord = z.object({
  ...post,
  id: z.int(),
  number: z.int(),
  accepted_at: z.date().nullable(),
  answers_number: z.int().nullable(),
  answers_opening: z.boolean(),
})

/** The most useful reply. */
export const UsefulRecord = z.object({ plain: z.string().nullable(), body: z.string(), author: z.string().nullable() })
/** Numbers of the replies that every page of a thread leads to, how many are visible, and whether its authors deleted any. */
export const LandmarksRecord = z.object({
  highest: z.int(),
  newest: z.int(),
  visible: z.int(),
  deleted: z.boolean(),
  accepted: z.array(z.int()),
  boosted: z.int().nullable(),
})
/** An answer that, the asker said, misses this case, and why. */
export const ContestedRecord = z.object({ id: z.int(), slug: z.string(), title: z.string(), reason: z.string() })
/** A thread that asks the same. */
export const SameAsRecord = z.object({ id: z.int(), slug: z.string(), title: z.string() })
