import { noPicture, previewPicture } from '@/components/pictures/preview-picture'
import { counted, decoded } from '@/lib/shared'
import { reads } from '@/lib/web/reads'

export { size } from '@/components/pictures/preview-picture'
export const alt = 'Title of the canonical answer, its topic, and how many threads it settles'
export const contentType = 'image/png'
export const dynamic = 'force-dynamic'

/** What other sites show of a link to a canonical answer. */
export default async function AnswerPicture({ params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const answer = await reads.answerPreview(decoded((await params).slug))
  if (!answer) return noPicture()
  const covers = answer.coverCount > 0 ? ` · settles ${counted(answer.coverCount, 'thread', 'threads')}` : ''
  return previewPicture({ above: answer.topic, title: answer.title, below: `Canonical answer${covers}` })
}
