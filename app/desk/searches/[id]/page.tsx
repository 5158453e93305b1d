import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DismissedSince } from '@/components/desk/dismissed-since'
import { AnswerGapForm } from '@/components/searches/answer-gap-form'
import { figureWords, GoldenState, gapTitle } from '@/components/searches/gap-words'
import { SearchesNav } from '@/components/searches/searches-nav'
import { Page } from '@/components/shell/page'
import { requirePerson } from '@/components/shell/require-person'
import { Field, FormError, Say } from '@/components/ui/field'
import { FullTime } from '@/components/ui/time'
import { listTopics, placesOf } from '@/lib/community/topics'
import { type GapEvent, readSearchGap, type SearchGapView } from '@/lib/curation/search-gaps'
import { may } from '@/lib/identity/viewer'
import { counted, urls } from '@/lib/shared'
import { type FormState, idOf, one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Search gap', robots: { index: false } }

const done: Record<string, string> = {
  waits: 'Noted. Its page is not among the first three yet. The gap is closed by itself as soon as it is.',
  reopen: 'It is a gap again.',
}
const happened: Record<string, string> = {
  opened: 'People began to search for it in vain',
  answered: 'An editor answered it',
  closed: 'Its page is found',
  reopened: 'It is open again',
  dismissed: 'An editor decided that it is no gap',
}

/** One search gap: its wordings, what was done, and what an editor can do. */
export default async function SearchGapPage({ params, searchParams }: PageProps<'/desk/searches/[id]'>) {
  const id = idOf((await params).id)
  const me = requirePerson(id === null ? urls.deskSearches() : urls.deskSearch(id), 'search.gaps')
  const gap = id === null ? null : await readSearchGap(me.viewer, id)
  if (!gap) notFound()
  const form = sentForm()
  const title = gapTitle(gap)
  const notice = form ? undefined : done[one((await searchParams).done) ?? '']
  const isDismissing = form?.values.do?.[0] === 'dismiss'
  return (
    <Page area="desk">
      <div className="desk">
        <header className="page-head under-crumb">
          <p className="meta">
            <a href={urls.deskSearches()}>← Search gaps</a>
          </p>
          <h1 className="title" dir="auto">
            {title}
          </h1>
        </header>
        <SearchesNav at={urls.deskSearches()} />
        {notice && <Say>{notice}</Say>}
        <FormError form={form} />
        {gap.golden && (
          <p className="mt-4">
            <GoldenState gap={gap} />
          </p>
        )}
        {gap.state === 'dismissed' && <DismissedSince since={gap.since} reason={gap.reason} action={urls.deskSearch(gap.id)} />}
        <Wordings gap={gap} />
        {gap.state === 'open' && (
          <>
            <section className="desk-sec" aria-labelledby="h-close">
              <div className="sec-head">
                <h2 id="h-close">Close the gap</h2>
                <p className="meta">
                  <a href={urls.search(title)}>Search for it</a>
                </p>
              </div>
              <AnswerGapForm
                id={gap.id}
                query={gap.golden?.query ?? title}
                hit={gap.golden?.hit ?? ''}
                form={isDismissing ? undefined : form}
                places={placesOf(await listTopics(me.viewer))}
                tags={may(me.viewer, 'admin.tags')}
              />
            </section>
            <Dismiss gap={gap} form={isDismissing ? form : undefined} />
          </>
        )}
        <History events={gap.events} />
      </div>
    </Page>
  )
}

function Wordings({ gap }: { gap: SearchGapView }) {
  return (
    <section className="desk-sec" aria-labelledby="h-words">
      <div className="sec-head">
        <h2 id="h-words">What people searched for</h2>
      </div>
      <ul className="plain">
        {gap.words.map((words) => (
          <li key={words.text}>
            <span>
              <bdi>{words.text}</bdi>
              <span className="meta desk-why">{figureWords(words)}</span>
            </span>
          </li>
        ))}
      </ul>
      {gap.rarer > 0 && (
        <p className="meta mt-4">{`${counted(gap.rarer, 'other wording is', 'other wordings are')} too rare to be shown.`}</p>
      )}
    </section>
  )
}

function Dismiss({ gap, form }: { gap: SearchGapView; form: FormState | undefined }) {
  return (
    <details className="fold desk-sec" open={form !== undefined}>
      <summary>It is no gap</summary>
      <form className="form form-narrow" method="post" action={urls.deskSearch(gap.id)}>
        <Field form={form} name="reason" label="Why" hint="Other editors read this." maxLength={500} required />
        <div className="do">
          <button className="btn" type="submit" name="do" value="dismiss">
            It is no gap
          </button>
        </div>
      </form>
    </details>
  )
}

function History({ events }: { events: GapEvent[] }) {
  return (
    <section className="desk-sec" aria-labelledby="h-history">
      <div className="sec-head">
        <h2 id="h-history">History</h2>
      </div>
      <ul className="plain">
        {events.map(({ at, what, detail }) => (
          <li key={`${at.getTime()} ${what}`}>
            <span>
              {happened[what] ?? what}
              {detail && (
                <span className="meta desk-why wide-words">
                  <bdi>{detail}</bdi>
                </span>
              )}
            </span>
            <span className="meta when">
              <FullTime date={at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
