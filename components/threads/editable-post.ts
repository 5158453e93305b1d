import { notFound } from 'next/navigation'
import { requirePerson } from '@/components/shell/require-person'
import { type PostForViewer, readPost } from '@/lib/community/threads'
import { urls } from '@/lib/shared'

/**
 * Returns the post of an edit page; 0 is the opening. Visitors are led to the sign-in page; for those who may not edit the post the page is
 * missing.
 */
export async function editablePost(threadId: number | null, number: number | null): Promise<PostForViewer> {
  if (threadId === null || number === null) notFound()
  const me = requirePerson(urls.postEdit(threadId, number))
  const post = await readPost(me.viewer, threadId, number)
  if (!post?.may.edit || post.hidden) notFound()
  return post
}
