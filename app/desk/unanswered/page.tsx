import type { Metadata } from 'next'
import { DeskPage } from '@/components/desk/desk-page'
import { KeysLine } from '@/components/desk/keys-line'
import { UnansweredFilter } from '@/components/desk/unanswered-filter'
import { addressOf, filterWords, requestOf } from '@/components/desk/unanswered-state'
import { UnansweredTable } from '@/components/desk/unanswered-table'
import { requirePerson } from '@/components/shell/require-person'
import { Pager } from '@/components/ui/pager'
import { Stones } from '@/components/ui/stones'
import { listTopics, placesOf } from '@/lib/community/topics'
import { listUnanswered, type UnansweredRequest, unansweredSorts, unansweredStates, windowMax } from '@/lib/curation/desk'
import { fullCount, urls } from '@/lib/shared'

export const metadata: Metadata = { title: 'Unanswered', robots: { index: false } }

const stateNames = { unanswered: 'Unanswered', answered: 'Answered, not covered' }
const sortNames = { oldest: 'Waiting longest', newest: 'Newest', views: 'Most viewed' }

/** Threads that nothing covers, the one that waits longest first. */
export default async function UnansweredPage({ searchParams }: PageProps<'/desk/unanswered'>) {
  const { viewer } = requirePerson(urls.deskUnanswered(), 'desk.see')
  const request = requestOf(await searchParams)
  const [topics, page] = await Promise.all([listTopics(viewer), listUnanswered(viewer, request)])
  const sum = (of: 'threadCount' | 'answeredCount' | 'coveredCount') => topics.reduce((total, topic) => total + topic[of], 0)
  const answered = sum('answeredCount')
  const counts = { unanswered: sum('threadCount') - sum('coveredCount') - answered, answered }
  const words = filterWords(request, page)
  return (
    <DeskPage title="Unanswered">
      <Tools request={request} counts={counts} />
      <UnansweredFilter request={request} places={placesOf(topics)} />
      {words && (
        <p className="queue-words">
          {words}{' '}
          <a className="act clear" href={addressOf({ state: request.state, sort: request.sort })}>
            Clear
          </a>
        </p>
      )}
      {page.rows.length > 0 && (
        <>
          <KeysLine />
          <UnansweredTable rows={page.rows} sort={request.sort} label={stateNames[request.state]} />
        </>
      )}
      {page.cutShort && (
        <p className="quiet mt-4">{`${fullCount(windowMax)} threads were looked through for this page. Go on to look through more.`}</p>
      )}
      {page.rows.length === 0 && !page.cutShort && (
        <Nothing request={request} isNarrowed={words !== ''} isEmpty={sum('threadCount') === 0} />
      )}
      <Pager
        newer={request.after ? addressOf(request) : null}
        older={page.next && addressOf(request, { after: page.next })}
        newerWord="First"
        olderWord={page.cutShort ? 'Go on' : 'More'}
      />
    </DeskPage>
  )
}

function Tools({ request, counts }: { request: UnansweredRequest; counts: Record<UnansweredRequest['state'], number> }) {
  return (
    <div className="tools queue-tools">
      <nav className="tabs" aria-label="States">
        {unansweredStates.map((state) => (
          <a key={state} href={addressOf(request, { state })} aria-current={request.state === state ? 'page' : undefined}>
            <Stones resolution={state} silent />
            {stateNames[state]} <span>{fullCount(counts[state])}</span>
          </a>
        ))}
      </nav>
      <nav className="sorts" aria-label="Order">
        <span>Sort by</span>
        {unansweredSorts.map((sort) => (
          <a key={sort} href={addressOf(request, { sort })} aria-current={request.sort === sort ? 'true' : undefined}>
            {sortNames[sort]}
          </a>
        ))}
      </nav>
    </div>
  )
}

function Nothing({ request, isNarrowed, isEmpty }: { request: UnansweredRequest; isNarrowed: boolean; isEmpty: boolean }) {
  if (request.after) return <p className="quiet mt-4">Nothing more.</p>
  if (isEmpty) return <p className="quiet mt-4">Nothing has been asked yet.</p>
  if (isNarrowed) return <p className="quiet mt-4">No thread matches these filters.</p>
  return (
    <p className="quiet mt-4">
      {request.state === 'unanswered'
        ? 'Every thread has an accepted reply or an answer that covers it.'
        : 'No thread with an accepted reply is left without an answer that covers it.'}
    </p>
  )
}
