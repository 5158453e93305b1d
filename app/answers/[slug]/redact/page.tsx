import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RedactPage } from '@/components/redaction/redact-page'
import { requirePerson } from '@/components/shell/require-person'
import { readDraft } from '@/lib/answers'
import { mayAtAll } from '@/lib/identity/viewer'
import { decoded, urls } from '@/lib/shared'

export const metadata: Metadata = { title: 'Redact revisions', robots: { index: false } }

/** Where an editor removes the text of an answer's earlier revisions. */
export default async function RedactAnswerPage({ params, searchParams }: PageProps<'/answers/[slug]/redact'>) {
  const slug = decoded((await params).slug)
  const { viewer } = requirePerson(urls.answerRedact(slug))
  const draft = mayAtAll(viewer, 'revision.redact') ? await readDraft(viewer, slug) : null
  if (!draft) notFound()
  return (
    <RedactPage
      viewer={viewer}
      subject={{ kind: 'answer', id: draft.answerId }}
      title="Redact revisions"
      area="answers"
      back={{ href: urls.answerHistory(slug), label: 'All revisions' }}
      action={urls.answerRedact(slug)}
      query={await searchParams}
    />
  )
}
