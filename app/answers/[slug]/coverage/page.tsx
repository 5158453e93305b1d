import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CoverForm } from '@/components/answers/cover-form'
import { CoverNotice, UncoveredNotice } from '@/components/answers/cover-notice'
import { UndoPublication, UndoPublicationForm } from '@/components/answers/undo-publication'
import { FindForm } from '@/components/forms/find-form'
import { FormPage } from '@/components/forms/form-page'
import { requirePerson } from '@/components/shell/require-person'
import { FormError } from '@/components/ui/field'
import { Stones } from '@/components/ui/stones'
import { type CoveredThread, coverBatchMax, type NamedSection, readCoverage, readCoverBatch, readRecentPublication } from '@/lib/answers'
import { readGapOfAnswer } from '@/lib/curation/gaps'
import { type CoverageSuggestion, findToCover, rankGapThreads, readSuggestions } from '@/lib/curation/related'
import { counted, decoded, urls } from '@/lib/shared'
import { idOf, one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Threads it settles', robots: { index: false } }

const suggestionsShown = 25
const responses = { unjudged: null, accepted: 'the asker confirmed it', contested: 'contested by the asker' }

export default async function CoveragePage({ params, searchParams }: PageProps<'/answers/[slug]/coverage'>) {
  const slug = decoded((await params).slug)
  const me = requirePerson(urls.answerCoverage(slug))
  const answer = await readCoverage(me.viewer, slug)
  if (!answer) notFound()
  const query = await searchParams
  const first = idOf(one(query.thread) ?? '')
  const words = (one(query.find) ?? '').trim()
  const gap = await readGapOfAnswer(me.viewer, answer.id)
  const ofGap = new Set(gap?.threadIds)
  const [gapThreads, likely, found, recent, batch] = await Promise.all([
    rankGapThreads(me.viewer, answer.id, [...ofGap].slice(0, coverBatchMax)),
    readSuggestions(me.viewer, answer.id, suggestionsShown + ofGap.size, first),
    findToCover(me.viewer, { answerId: answer.id, words, countMax: suggestionsShown }),
    readRecentPublication(me.viewer, answer.id),
    readCoverBatch(me.viewer, idOf(one(query.batch) ?? '') ?? 0),
  ])
  const suggestions = likely.filter(({ threadId }) => !ofGap.has(threadId)).slice(0, suggestionsShown)
  const { sections } = answer
  const to = urls.answerCoverage(slug)
  const tick = one(query.tick)
  const ticksSuggested = words === '' && (tick === 'all' || tick === 'none')
  const ticks = (of: { find?: string }) => ({
    all: urls.answerCoverage(slug, { ...of, tick: 'all' }),
    none: urls.answerCoverage(slug, { ...of, tick: 'none' }),
  })
  return (
    <FormPage title="Threads it settles" area="answers" about={{ href: urls.answer(slug), label: answer.title }}>
      <FormError form={sentForm()} />
      {recent && (
        <>
          <UndoPublication recent={recent} />
          <UndoPublicationForm slug={slug} recent={recent} />
        </>
      )}
      <CoverNotice batch={batch} to={to} />
      <UncoveredNotice slug={slug} uncovered={idOf(one(query.uncovered) ?? '')} section={one(query.section) ?? ''} />
      {gap && gapThreads.length > 0 && <OfGap gap={gap} slug={slug} threads={gapThreads} sections={sections} tick={tick} />}
      <section aria-labelledby="h-find">
        <div className="sec-head">
          <h2 id="h-find">Find others</h2>
        </div>
        <FindForm action={to} name="find" label="Words, or the address of a thread" value={words} />
        {words && found.threads.length === 0 && (
          <p className="quiet mt-4">No thread that is not covered already was found for these words.</p>
        )}
        {found.threads.length > 0 && (
          <CoverForm to={to} suggestions={found.threads} sections={sections} ticked={() => tick === 'all'} tick={ticks({ find: words })} />
        )}
      </section>
      <section aria-labelledby="h-suggested">
        <div className="sec-head">
          <h2 id="h-suggested">Seems to settle</h2>
          <p className="meta">those that are likely are ticked</p>
        </div>
        {suggestions.length === 0 && <p className="quiet">No other thread seems to ask what it answers.</p>}
        {suggestions.length > 0 && (
          <CoverForm
            to={to}
            suggestions={suggestions}
            sections={sections}
            ticked={(each) => each.threadId === first || (ticksSuggested ? tick === 'all' : each.ticked)}
            tick={ticks({})}
          />
        )}
      </section>
      <Covered slug={slug} covered={answer.covered} sections={sections} />
    </FormPage>
  )
}

type OfGapProps = {
  gap: { id: number; threadIds: number[] }
  slug: string
  threads: CoverageSuggestion[]
  sections: NamedSection[]
  tick: string | undefined
}

/** The threads that the answer was begun for. */
function OfGap({ gap, slug, threads, sections, tick }: OfGapProps) {
  const left = gap.threadIds.length - coverBatchMax
  return (
    <section aria-labelledby="h-gap">
      <div className="sec-head">
        <h2 id="h-gap">Threads of its gap</h2>
        <p className="meta">
          <a href={urls.deskGap(gap.id)}>The gap</a>
        </p>
      </div>
      <p className="meta">The answer was begun for these, the likeliest first. Those that it hardly seems to settle are not ticked.</p>
      <CoverForm
        to={urls.answerCoverage(slug)}
        suggestions={threads}
        sections={sections}
        ticked={(each) => (tick === 'gap' || tick === 'gap-none' ? tick === 'gap' : each.ticked)}
        tick={{ all: urls.answerCoverage(slug, { tick: 'gap' }), none: urls.answerCoverage(slug, { tick: 'gap-none' }) }}
      />
      {left > 0 && <p className="quiet">{`${counted(left, 'more thread is', 'more threads are')} in the gap. Cover these first.`}</p>}
    </section>
  )
}

function Covered({ slug, covered, sections }: { slug: string; covered: CoveredThread[]; sections: NamedSection[] }) {
  return (
    <section aria-labelledby="h-covered">
      <div className="sec-head">
        <h2 id="h-covered">Covered</h2>
        <p className="meta">{counted(covered.length, 'thread', 'threads')}</p>
      </div>
      <ul className="plain">
        {covered.map((thread) => (
          <li key={thread.id}>
            <span className="line">
              <Stones resolution={thread.resolution} />
              <span>
                <a href={urls.thread(thread)} dir="auto">
                  {thread.title}
                </a>
                <span className="meta">
                  {' '}
                  {thread.section && `§ ${sections.find(({ anchor }) => anchor === thread.section)?.number ?? '?'}`}
                  {responses[thread.response] && ` ${responses[thread.response]}`}
                </span>
              </span>
            </span>
            <form method="post" action={urls.answerCoverage(slug)}>
              <input type="hidden" name="uncover" value={thread.id} />
              <input type="hidden" name="section" value={thread.section ?? ''} />
              <button className="act" type="submit" aria-label={`Take back: ${thread.title}`}>
                Take back
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
