import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CoverForm } from '@/components/answers/cover-form'
import { CoverNotice } from '@/components/answers/cover-notice'
import { DeskPage } from '@/components/desk/desk-page'
import { FindForm } from '@/components/forms/find-form'
import { requirePerson } from '@/components/shell/require-person'
import { Field, FormError } from '@/components/ui/field'
import { Pager } from '@/components/ui/pager'
import { coverBatchMax, lastCoveredWith, readCoverage, readCoverBatch } from '@/lib/answers'
import { findToCover, gapToCover } from '@/lib/curation/related'
import { counted, urls } from '@/lib/shared'
import { idOf, one, pageNumber, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Cover threads', robots: { index: false } }

const shown = 50

/** Threads that a search finds, or those of a gap, to be covered with an answer at once. */
export default async function CoverPage({ searchParams }: PageProps<'/desk/cover'>) {
  const me = requirePerson(urls.deskCover(), 'coverage.change')
  const query = await searchParams
  const words = (one(query.q) ?? '').trim().slice(0, 400)
  const gap = idOf(one(query.gap) ?? '') ?? undefined
  const page = pageNumber(query.page)
  const slug = one(query.answer)
  const [answer, batch, last] = await Promise.all([
    slug ? readCoverage(me.viewer, slug) : null,
    readCoverBatch(me.viewer, idOf(one(query.batch) ?? '') ?? 0),
    lastCoveredWith(me.viewer),
  ])
  const answerId = answer?.id ?? null
  const found =
    gap === undefined
      ? await findToCover(me.viewer, { answerId, words, countMax: shown, page })
      : await gapToCover(me.viewer, gap, answerId, coverBatchMax)
  if (!found) notFound()
  const form = sentForm()
  const here = { q: words || undefined, gap, answer: answer ? slug : undefined, page }
  const tick = one(query.tick)
  return (
    <DeskPage title="Cover threads">
      <CoverNotice batch={batch} to={urls.deskCover(here)} namesAnswer />
      <FormError form={form} />
      {gap === undefined && (
        <p className="deck">Find threads by what they say, tick those that one canonical answer settles, and cover them in one act.</p>
      )}
      {gap === undefined && (
        <FindForm action={urls.deskCover()} name="q" label="Words, or the address of a thread" value={words}>
          {here.answer && <input type="hidden" name="answer" value={here.answer} />}
        </FindForm>
      )}
      {found.threads.length === 0 && (words || gap !== undefined) && (
        <p className="quiet">
          {answer ? 'There is no other thread here that this answer does not cover.' : 'No thread was found for these words.'}
        </p>
      )}
      {found.threads.length > 0 && (
        <section aria-labelledby="h-found">
          <div className="sec-head">
            <h2 id="h-found">{gap === undefined ? 'Found' : 'Threads of the gap'}</h2>
            <p className="meta">{counted(found.threads.length, 'thread', 'threads')}</p>
          </div>
          <CoverForm
            to={urls.deskCover(here)}
            suggestions={found.threads}
            sections={answer?.sections ?? []}
            ticked={({ threadId }) => (form ? (form.values['thread[]'] ?? []).includes(String(threadId)) : tick === 'all')}
            tick={{ all: urls.deskCover({ ...here, tick: 'all' }), none: urls.deskCover({ ...here, tick: 'none' }) }}
          >
            <Field
              form={form}
              name="answer"
              label="The answer that settles them"
              value={answer?.title ?? last?.title}
              hint="Its title, number or address."
              maxLength={400}
              required
            />
          </CoverForm>
          {gap !== undefined && found.hasNext && <p className="quiet">The gap has more threads. Cover these first.</p>}
          <Pager
            newer={page > 1 ? urls.deskCover({ ...here, page: page - 1 }) : null}
            older={gap === undefined && found.hasNext ? urls.deskCover({ ...here, page: page + 1 }) : null}
            newerWord="Back"
            olderWord="More"
            label={`Page ${page}`}
          />
        </section>
      )}
    </DeskPage>
  )
}
