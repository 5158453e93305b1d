import type { Metadata } from 'next'
import { DeskPage } from '@/components/desk/desk-page'
import { FlaggedSource } from '@/components/desk/flagged-citation'
import { requirePerson } from '@/components/shell/require-person'
import { FormError } from '@/components/ui/field'
import { Pager } from '@/components/ui/pager'
import { readFlagged } from '@/lib/curation/evidence'
import { urls } from '@/lib/shared'
import { idOf, one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Evidence', robots: { index: false } }

const done: Record<string, string> = {
  verify: 'Verified: what the source says now is what is cited.',
  drop: 'Dropped: the answer has a new revision without this source.',
}

/** Sources of answers whose posts have changed, each with its paragraph and what changed. */
export default async function EvidencePage({ searchParams }: PageProps<'/desk/evidence'>) {
  const me = requirePerson(urls.deskEvidence(), 'desk.see')
  const query = await searchParams
  const { rows, next } = await readFlagged(me.viewer, idOf(one(query.after) ?? ''))
  const form = sentForm()
  const said = done[one(query.done) ?? '']
  return (
    <DeskPage title="Evidence">
      <FormError form={form && { ...form, field: null }} />
      {said && !form && (
        <p className="say" role="status">
          <span>{said}</span>
        </p>
      )}
      {rows.length === 0 && <p className="quiet">Every source says what it said when it was cited.</p>}
      {rows.map((citation) => (
        <FlaggedSource key={citation.id} citation={citation} />
      ))}
      <Pager newer={null} older={next === null ? null : urls.deskEvidence({ after: next })} olderWord="More" />
    </DeskPage>
  )
}
