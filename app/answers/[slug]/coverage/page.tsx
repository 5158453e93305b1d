import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FormPage } from '@/components/forms/form-page'
import { requirePerson } from '@/components/shell/require-person'
import { FormError } from '@/components/ui/field'
import { Stones } from '@/components/ui/stones'
import { readCoverage } from '@/lib/answers'
import { readSuggestions } from '@/lib/curation/related'
import { counted, decoded, fullCount, urls } from '@/lib/shared'
import { idOf, one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Threads it settles', robots: { index: false } }

const suggestionsShown = 25
const responses = { unjudged: null, accepted: 'the asker confirmed it', contested: 'contested by the asker' }

export default async function CoveragePage({ params, searchParams }: PageProps<'/answers/[slug]/coverage'>) {
  const slug = decoded((await params).slug)
  const me = requirePerson(urls.answerCoverage(slug))
  const answer = await readCoverage(me.viewer, slug)
  if (!answer) notFound()
  const first = idOf(one((await searchParams).thread) ?? '')
  const suggestions = await readSuggestions(me.viewer, answer.id, suggestionsShown, first)
  const { sections } = answer
  const form = sentForm()
  return (
    <FormPage title="Threads it settles" area="answers" about={{ href: urls.answer(slug), label: answer.title }}>
      <FormError form={form} />
      <section aria-labelledby="h-suggested">
        <div className="sec-head">
          <h2 id="h-suggested">Seems to settle</h2>
          <p className="meta">by shared words</p>
        </div>
        {suggestions.length === 0 && <p className="quiet">No other thread shares enough words with it.</p>}
        {suggestions.length > 0 && <SuggestionsForm slug={slug} suggestions={suggestions} sections={sections} first={first} />}
      </section>
      <Covered slug={slug} covered={answer.covered} sections={sections} />
    </FormPage>
  )
}

type Sections = NonNullable<Awaited<ReturnType<typeof readCoverage>>>['sections']
type Suggestion = Awaited<ReturnType<typeof readSuggestions>>[number]
type Covered = NonNullable<Awaited<ReturnType<typeof readCoverage>>>['covered']

/** `first` is the thread from which the editor came; it is chosen already. */
function SuggestionsForm(props: { slug: string; suggestions: Suggestion[]; sections: Sections; first: number | null }) {
  const { slug, suggestions, sections, first } = props
  return (
    <form method="post" action={urls.answerCoverage(slug)}>
      <ul className="cover-list">
        {suggestions.map((each) => (
          <SuggestionRow key={each.threadId} suggestion={each} sections={sections} checked={each.threadId === first} />
        ))}
      </ul>
      <div className="do">
        <button className="btn btn-do" type="submit">
          Cover the chosen ones
        </button>
        <a className="link" href={urls.answer(slug)}>
          To the answer
        </a>
      </div>
    </form>
  )
}

function SuggestionRow({ suggestion: each, sections, checked }: { suggestion: Suggestion; sections: Sections; checked: boolean }) {
  return (
    <li>
      <label>
        <input type="checkbox" name="thread[]" value={each.threadId} defaultChecked={checked} />
        <span>
          <b dir="auto">{each.title}</b>
          {each.contested && <span className="meta">Before the last revision, the asker said: “{each.contested}”</span>}
          <span className="meta" dir="auto">
            {each.passage}
          </span>
          <span className="meta">
            {each.terms.length > 0 && <>shares {each.terms.join(', ')} · </>}
            {counted(each.replyCount, 'reply', 'replies')} · {fullCount(each.viewCount)} views ·{' '}
            <a href={urls.thread({ id: each.threadId, slug: each.slug })}>Read it</a>
          </span>
        </span>
      </label>
      {sections.length > 0 && (
        <select
          className="field"
          name={`section-${each.threadId}`}
          defaultValue={each.section ?? ''}
          aria-label={`Section that settles “${each.title}”`}
        >
          <option value="">The whole answer</option>
          {sections.map((section) => (
            <option key={section.anchor} value={section.anchor}>
              § {section.number} {section.heading}
            </option>
          ))}
        </select>
      )}
    </li>
  )
}

function Covered({ slug, covered, sections }: { slug: string; covered: Covered; sections: Sections }) {
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
