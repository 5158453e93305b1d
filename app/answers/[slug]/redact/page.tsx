import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RedactPage } from '@/components/redaction/redact-page'
import { requirePerson } from '@/components/shell/require-person'
import { readDraft } from '@/lib/answers'
import { readRedactable } from '@/lib/curation/redaction'
import { mayAtAll } from '@/lib/identity/viewer'
import { decoded, urls } from '@/lib/shared'
import { idOf, one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Redact revisions', robots: { index: false } }

/** Where an editor removes the text of an answer's earlier revisions. */
export default async function RedactAnswerPage({ params, searchParams }: PageProps<'/answers/[slug]/redact'>) {
  const slug = decoded((await params).slug)
  const { viewer } = requirePerson(urls.answerRedact(slug))
  const draft = mayAtAll(viewer, 'revision.redact') ? await readDraft(viewer, slug) : null
  if (!draft) notFound()
  const query = await searchParams
  const form = sentForm()
  const revisions = await readRedactable(viewer, { kind: 'answer', id: draft.answerId }, form?.values.words?.[0])
  return (
    <RedactPage
      title="Redact revisions"
      area="answers"
      back={{ href: urls.answerHistory(slug), label: 'All revisions' }}
      action={urls.answerRedact(slug)}
      revisions={revisions}
      chosen={idOf(one(query.revision) ?? '')}
      done={one(query.done) === '1'}
      form={form}
    />
  )
}
