import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { GapActs } from '@/components/gaps/gap-acts'
import { GapDone } from '@/components/gaps/gap-done'
import { GapFigures } from '@/components/gaps/gap-figures'
import { GapHistory } from '@/components/gaps/gap-history'
import { EmptyState, GapState, MergedState } from '@/components/gaps/gap-state'
import { GapThreads } from '@/components/gaps/gap-threads'
import { Page } from '@/components/shell/page'
import { requirePerson } from '@/components/shell/require-person'
import { FormError } from '@/components/ui/field'
import { findGaps, type GapCandidate, type GapView, readGap, storedPeriod } from '@/lib/curation/gaps'
import { urls } from '@/lib/shared'
import { type FormState, idOf, one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Gap', robots: { index: false } }

/** One gap: its threads with passages, what became of it, and what an editor can do about it. */
export default async function GapPage({ params, searchParams }: PageProps<'/desk/gaps/[id]'>) {
  const id = idOf((await params).id)
  const me = requirePerson(id === null ? urls.deskGaps() : urls.deskGap(id), 'gap.change')
  const gap = id === null ? null : await readGap(me.viewer, id)
  if (!gap) notFound()
  const form = sentForm()
  const query = await searchParams
  const find = (one(query.find) ?? '').trim()
  return (
    <Page area="desk">
      <div className="desk">
        <header className="page-head under-crumb">
          <p className="meta">
            <a href={urls.deskGaps()}>← Gaps</a>
          </p>
          <h1 className="title" dir="auto">
            {('title' in gap ? gap.title : null) ?? `Gap ${gap.id}`}
          </h1>
        </header>
        {!form && <GapDone id={gap.id} done={one(query.done) ?? ''} of={idOf(one(query.of) ?? '')} />}
        {/* The field of a fold says itself what is wrong with it, others don’t. */}
        {form && <FormError form={form.field === 'reason' ? form : { ...form, field: null }} />}
        {'mergedInto' in gap ? (
          <MergedState gap={gap} />
        ) : 'isEmpty' in gap ? (
          <EmptyState />
        ) : (
          <Gap
            gap={gap}
            me={me.person.id}
            form={form}
            find={find}
            candidates={gap.state === 'open' ? await findGaps(me.viewer, gap.id, find) : []}
          />
        )}
        <GapHistory id={gap.id} events={gap.events} />
      </div>
    </Page>
  )
}

type Props = { gap: GapView; me: number; form: FormState | undefined; find: string; candidates: GapCandidate[] }

function Gap({ gap, ...more }: Props) {
  return (
    <>
      <GapState gap={gap} />
      <div className="gap-page">
        <aside aria-label="Figures and choices">
          <GapFigures gap={gap} days={storedPeriod} />
          {gap.state === 'open' && <GapActs gap={gap} {...more} />}
        </aside>
        <GapThreads gap={gap} />
      </div>
    </>
  )
}
