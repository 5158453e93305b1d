import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AnswerPart } from '@/components/answers/answer-part'
import { HelpfulRevisions, LedSearches, UseFacts } from '@/components/answers/use'
import { requirePerson } from '@/components/shell/require-person'
import { readUse } from '@/lib/curation/feedback'
import { decoded, urls } from '@/lib/shared'

export const metadata: Metadata = { title: 'Use of an answer', robots: { index: false } }

/** How an answer is used, for editors: its figures, whether it helped, and what people searched for before they came. */
export default async function AnswerUsePage({ params }: PageProps<'/answers/[slug]/use'>) {
  const slug = decoded((await params).slug)
  const me = requirePerson(urls.answerUse(slug), 'feedback.handle')
  const use = await readUse(me.viewer, slug)
  if (!use) notFound()
  return (
    <AnswerPart slug={slug} title={`Use of “${use.title}”`}>
      <div className="with-side page-foot">
        <div>
          <HelpfulRevisions use={use} />
          <LedSearches searches={use.searches} />
        </div>
        <aside className="side">
          <UseFacts use={use} />
        </aside>
      </div>
    </AnswerPart>
  )
}
