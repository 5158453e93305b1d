import type { SourceDuplicate } from '../source'
import type { FoundPost } from './intake'
import { timeOf } from './kept'
import type { Post } from './schemas'

/** Returns the newest copy of each post of a topic, by number, and the other copies. */
export function joinPosts(found: FoundPost[]): { posts: FoundPost[]; duplicates: SourceDuplicate[] } {
  const newest = new Map<number, FoundPost>()
  const copies: { copy: FoundPost; of: FoundPost }[] = []
  for (const next of found) {
    const known = newest.get(next.post.id)
    if (!known) {
      newest.set(next.post.id, next)
      continue
    }
    const isNewer = timeOf(next.post.updated_at) > timeOf(known.post.updated_at)
    const isSame = timeOf(next.post.updated_at) === timeOf(known.post.updated_at)
    const [taken, left] = isNewer ? [next, known] : [known, next]
    newest.set(next.post.id, { ...taken, post: isSame ? sameVersion(taken.post, left.post) : laterVersion(taken.post, left.post) })
    // A topic and its posts saved one by one on the same day: both are meant to be there.
    if (!isSame || taken.form === left.form) copies.push({ copy: left, of: taken })
  }
  const posts = [...newest.values()].sort((a, b) => a.post.post_number - b.post.post_number || a.post.id - b.post.id)
  return { posts, duplicates: duplicatesOf(copies) }
}

/** Each copy fills in what the other lacks. The post is hidden if one of them says so. */
function sameVersion(a: Post, b: Post): Post {
  return {
    ...filled(a, b),
    cooked: a.cooked || b.cooked,
    raw: a.raw ?? b.raw,
    hidden: a.hidden || b.hidden,
    user_deleted: a.user_deleted || b.user_deleted,
    deleted_at: a.deleted_at || b.deleted_at,
    unclear: a.unclear || b.unclear,
  }
}

/** An older copy fills in what the newer one does not have, except its text and who may see it. */
function laterVersion(newer: Post, older: Post): Post {
  const { raw, cooked, hidden, user_deleted, deleted_at, unclear } = newer
  return { ...filled(newer, older), raw, cooked, hidden, user_deleted, deleted_at, unclear }
}

function filled(post: Post, from: Post): Post {
  const given = Object.entries(post).filter(([, value]) => value !== null && value !== undefined)
  // A category of null says that the post is in a private message, so it is not filled in.
  return { ...from, ...Object.fromEntries(given), category_id: post.category_id === undefined ? from.category_id : post.category_id }
}

type Copy = { copy: FoundPost; of: FoundPost }

/** Returns one entry for each copied post that was saved alone, and one for each copied topic. */
function duplicatesOf(copies: Copy[]): SourceDuplicate[] {
  const lines: SourceDuplicate[] = []
  const ofTopic = new Map<string, Copy[]>()
  for (const { copy, of } of copies) {
    const others = copy.form === 'topic' ? ofTopic.get(copy.file) : undefined
    if (others) others.push({ copy, of })
    else if (copy.form === 'topic') ofTopic.set(copy.file, [{ copy, of }])
    else
      lines.push(
        duplicate(copy.file, `post ${copy.post.id}`, `${of.file} has ${isOlder({ copy, of }) ? 'a newer copy of it' : 'the same post'}`),
      )
  }
  for (const [file, all] of ofTopic) {
    const [first] = all
    if (!first) continue
    const posts = all.length === 1 ? 'one of its posts' : `${all.length} of its posts`
    lines.push(
      duplicate(
        file,
        `topic ${first.copy.post.topic_id}`,
        `${first.of.file} ${isOlder(first) ? 'has a newer copy of' : 'also has'} ${posts}`,
      ),
    )
  }
  return lines
}

function isOlder({ copy, of }: Copy): boolean {
  return timeOf(copy.post.updated_at) < timeOf(of.post.updated_at)
}

function duplicate(file: string, position: string, message: string): SourceDuplicate {
  return { kind: 'duplicate', file, position, message }
}
