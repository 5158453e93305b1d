import { readPost } from '../../community/threads'
import type { Viewer } from '../../identity/viewer'
import { DomainError } from '../../platform/errors'
import type { CaseSubject } from '../cases'

/** A post by its place: 0 is the opening. */
export type PostPlace = { threadId: number; number: number }

/** Returns the post at a place, as the viewer may see it, and what its cases call it. @throws DomainError `not_found`. */
export async function findSubject(viewer: Viewer, { threadId, number }: PostPlace) {
  const post = await readPost(viewer, threadId, number)
  if (!post) throw new DomainError('not_found', 'There is no such post.')
  const subject: CaseSubject & { kind: 'thread' | 'reply'; id: number } =
    post.replyId === null ? { kind: 'thread', id: threadId } : { kind: 'reply', id: post.replyId }
  return { post, subject }
}
