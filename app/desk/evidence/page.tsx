import type { Metadata } from 'next'
import { DeskPage } from '@/components/desk/desk-page'
import { EvidenceDone } from '@/components/desk/evidence-done'
import { FlaggedSource } from '@/components/desk/flagged-citation'
import { requirePerson } from '@/components/shell/require-person'
import { FormError } from '@/components/ui/field'
import { Pager } from '@/components/ui/pager'
import { readAnswerById } from '@/lib/answers'
import { readFlagged } from '@/lib/curation/evidence'
import { urls } from '@/lib/shared'
import { idOf, one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Evidence', robots: { index: false } }

/** Sources of answers whose posts have changed, each with its paragraph and what changed. */
export default async function EvidencePage({ searchParams }: PageProps<'/desk/evidence'>) {
  const me = requirePerson(urls.deskEvidence(), 'desk.see')
  const query = await searchParams
  const of = idOf(one(query.of) ?? '')
  const [{ rows, next }, changed] = await Promise.all([
    readFlagged(me.viewer, idOf(one(query.after) ?? '')),
    of === null ? null : readAnswerById(me.viewer, of),
  ])
  const form = sentForm()
  return (
    <DeskPage title="Evidence">
      <FormError form={form && { ...form, field: null }} />
      {!form && <EvidenceDone what={one(query.done) ?? ''} source={idOf(one(query.source) ?? '')} slug={changed?.slug ?? null} />}
      {rows.length === 0 && <p className="quiet">Every source says what it said when it was cited.</p>}
      {rows.map((citation) => (
        <FlaggedSource key={citation.id} citation={citation} />
      ))}
      <Pager newer={null} older={next === null ? null : urls.deskEvidence({ after: next })} olderWord="More" />
    </DeskPage>
  )
}
