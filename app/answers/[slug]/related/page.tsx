import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ChooseRelated } from '@/components/related/choose-related'
import { requirePerson } from '@/components/shell/require-person'
import { readRelatedChoices, subjectAt } from '@/lib/curation/related'
import { decoded, urls } from '@/lib/shared'

export const metadata: Metadata = { title: 'Related', robots: { index: false } }

export default async function AnswerRelated({ params }: PageProps<'/answers/[slug]/related'>) {
  const slug = decoded((await params).slug)
  const me = requirePerson(urls.answerRelated(slug), 'related.choose')
  const subject = await subjectAt(urls.answer(slug)).catch(() => null)
  const view = subject && (await readRelatedChoices(me.viewer, subject))
  if (!subject || !view) notFound()
  return <ChooseRelated from={subject} view={view} action={urls.answerRelated(slug)} />
}
