import { notFound } from 'next/navigation'
import { requirePerson } from '@/components/shell/require-person'
import { type PostForViewer, readPost } from '@/lib/community/threads'
import type { Viewer } from '@/lib/identity/viewer'
import { idOf } from '@/lib/web/http'

/**
 * Returns the post that the address of a page names (0 is the opening) and who asks. Visitors are led to the sign-in page, and back to
 * `addressOf`; for those who may not see the post the page is missing.
 */
export async function askedPost(
  named: { id: string; number: string },
  addressOf: (id: number, number: number) => string,
): Promise<{ viewer: Viewer; post: PostForViewer }> {
  const id = idOf(named.id)
  const number = named.number === '0' ? 0 : idOf(named.number)
  if (id === null || number === null) notFound()
  const { viewer } = requirePerson(addressOf(id, number))
  const post = await readPost(viewer, id, number)
  if (!post) notFound()
  return { viewer, post }
}
