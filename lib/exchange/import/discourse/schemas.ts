import { z } from 'zod'
import { dateMark, flagMark, idMark, kindMark } from './read-marks'

// Optional values may have any form. A value of another form counts as absent.
const text = z.string().nullish().catch(null)
const flag = z.boolean().nullish().catch(null)
const number = z.number().nullish().catch(null)
/** The name of a mark that can't be read, from `unclearMark`. */
const unclear = text
const id = z.number().int().positive()

/** A post as in /posts/ID.json or in a topic. Dates stay as they are written. */
export const postSchema = z.object({
  id,
  post_number: z.number().int().positive(),
  post_type: z.number().default(1),
  topic_id: id,
  topic_slug: text,
  topic_title: text,
  category_id: idMark,
  archetype: kindMark,
  topic_archetype: kindMark,
  username: text,
  name: text,
  user_id: number,
  created_at: text,
  updated_at: text,
  cooked: z
    .string()
    .nullish()
    .transform((cooked) => cooked ?? ''),
  raw: z
    .string()
    .nullish()
    .transform((raw) => raw || undefined),
  reply_to_post_number: number,
  accepted_answer: flag,
  actions_summary: z
    .array(z.object({ id: z.number(), count: z.number().optional() }))
    .nullish()
    .catch(null),
  like_count: number,
  link_counts: z
    .array(z.object({ url: z.string(), internal: z.boolean(), reflection: z.boolean().optional() }))
    .nullish()
    .catch(null),
  action_code: text,
  deleted_at: dateMark,
  unclear,
  hidden: flagMark,
  user_deleted: flagMark,
})
export type Post = z.infer<typeof postSchema>

const tag = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])

/** A topic without its posts, as in /t/ID.json or a list of topics. */
export const topicSchema = z.object({
  id,
  title: z
    .string()
    .nullish()
    .transform((title) => title ?? ''),
  category_id: idMark,
  created_at: text,
  last_posted_at: text,
  bumped_at: text,
  views: number,
  posts_count: number,
  closed: flag,
  archived: flag,
  tags: z.array(tag).nullish().catch(null),
  accepted_answer: z.object({ post_number: z.number() }).nullish().catch(null),
  archetype: kindMark,
  subtype: kindMark,
  visible: flagMark,
  deleted_at: dateMark,
  unclear,
  details: z
    .object({ allowed_users: z.array(z.unknown()).nullish(), allowed_groups: z.array(z.unknown()).nullish() })
    .nullish()
    .catch(null),
})
export type TopicHead = z.infer<typeof topicSchema>

/** A category as in site.json, categories.json or /c/…/show.json. */
export const categorySchema = z.object({
  id: z.number().int(),
  name: z.string(),
  description_text: text,
  description: text,
  position: number,
  parent_category_id: idMark,
  unclear,
  read_restricted: flagMark,
  group_permissions: z
    .array(z.object({ group_name: z.string() }))
    .nullish()
    .catch(null),
  subcategory_list: z.array(z.unknown()).nullish().catch(null),
})
export type Category = Omit<z.infer<typeof categorySchema>, 'subcategory_list'> & { unnamed?: boolean }

/** People as in /admin/users/list/active.json?show_emails=true. */
export const usersSchema = z.array(z.object({ id: z.number(), username: z.string(), email: z.string().nullish() })).min(1)

/** Returns the error of a value in a few words. */
export function reasonOf(error: z.ZodError): string {
  const issue = error.issues[0]
  return `${issue?.path.join('.') || 'value'}: ${issue?.message}`
}
