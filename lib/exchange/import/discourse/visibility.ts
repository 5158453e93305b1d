import type { Post, TopicHead } from './schemas'

const privateSubtypes = ['user_to_user', 'system_message', 'moderator_warning', 'notify_moderators', 'notify_user', 'pending_flag']
const whisper = 4
export const noCategory = 'it has no category, which only private messages lack'
export const unclearBecause = (mark: string) => `its field “${mark}” can’t be understood, so it may be private`
/** 1 is a post by a person, 2 one by a moderator. Others are lines such as "closed this topic". */
const writtenPostTypes = [1, 2, whisper]

/** Returns why visitors of the source do not see a topic, or null. */
export function topicHiddenBecause(head: TopicHead): string | null {
  const { archetype, subtype, details, deleted_at, visible, unclear, category_id } = head
  const invited = (details?.allowed_users?.length ?? 0) + (details?.allowed_groups?.length ?? 0)
  if (archetype === 'private_message' || privateSubtypes.includes(subtype ?? '') || invited > 0) return 'private message'
  if (deleted_at) return 'deleted'
  if (visible === false) return 'unlisted'
  if (unclear) return unclearBecause(unclear)
  // A public topic without a category has the archetype "regular".
  return category_id === null && !archetype ? noCategory : null
}

/** Returns why visitors of the source do not see the text of a post, or null. */
export function postHiddenBecause(post: Post): string | null {
  if (post.deleted_at) return 'deleted'
  if (post.user_deleted) return 'deleted by its author'
  if (post.hidden) return 'hidden after flags'
  if (post.unclear) return unclearBecause(post.unclear)
  return post.post_type === whisper ? 'whisper, for staff only' : null
}

/**
 * Returns why a topic of which there are only posts is not public, or null. Every public topic has a category and
 * private messages have none, which their posts show.
 */
export function looseHiddenBecause(posts: Post[]): string | null {
  if (posts.some((post) => [post.archetype, post.topic_archetype].includes('private_message'))) return 'private message'
  return posts.some((post) => post.category_id === null) ? noCategory : null
}

/** Whether a person wrote the post, and not the program. */
export function isWritten({ post_type, action_code }: Post): boolean {
  return writtenPostTypes.includes(post_type) && !action_code
}
