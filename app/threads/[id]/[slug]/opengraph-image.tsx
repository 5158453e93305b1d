import { noPicture, previewPicture } from '@/components/pictures/preview-picture'
import { counted, decoded } from '@/lib/shared'
import { idOf } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

export { size } from '@/components/pictures/preview-picture'
export const alt = 'Title of the thread, its topic, and what has come of it'
export const contentType = 'image/png'
export const dynamic = 'force-dynamic'

const resolutions = {
  unanswered: 'Not answered yet',
  answered: 'Answered by an accepted reply',
  covered: 'Answered by a canonical answer',
}

/** What other sites show of a link to a thread. */
export default async function ThreadPicture({ params }: { params: Promise<{ id: string; slug: string }> }): Promise<Response> {
  const { id: idText, slug } = await params
  const id = idOf(idText)
  const thread = id === null ? null : await reads.threadPreview(id)
  // Each picture has one address. Otherwise it would be drawn and cached for each slug that is guessed.
  if (!thread || decoded(slug) !== thread.slug) return noPicture()
  return previewPicture({
    above: thread.topic,
    title: thread.title,
    below: `${resolutions[thread.resolution]} · ${counted(thread.replyCount, 'reply', 'replies')}`,
  })
}
