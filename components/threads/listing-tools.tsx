import { StaticHtml } from '@/components/ui/html'
import { Stones } from '@/components/ui/stones'
import { type ListingFilter, type ListingSort, listingSorts } from '@/lib/community/threads'
import { fullCount } from '@/lib/shared'

type Counts = { threadCount: number; answeredCount: number; coveredCount: number }
type Props = {
  counts: Counts | null
  sort: ListingSort
  filter: ListingFilter
  hrefOf: (options: { sort?: string; filter?: string }) => string
}

const sortNames: Record<ListingSort, string> = {
  activity: 'Activity',
  newest: 'Newest',
  replies: 'Replies',
  boosts: 'Boosts',
  views: 'Views',
}

/** Filter and sort of a listing, with the share of each state as a bar above. */
export function ListingTools({ counts, sort, filter, hrefOf }: Props) {
  const unanswered = counts ? counts.threadCount - counts.answeredCount - counts.coveredCount : 0
  const tab = (value: ListingFilter, label: string, count: number | null) => (
    <a href={hrefOf(state({ sort, filter: value }))} aria-current={filter === value ? 'true' : undefined}>
      {value !== 'all' && <Stones resolution={value} silent />}
      {label} {count !== null && <span>{fullCount(count)}</span>}
    </a>
  )
  return (
    <>
      {counts && counts.threadCount > 0 && <Share covered={counts.coveredCount} answered={counts.answeredCount} unanswered={unanswered} />}
      <StaticHtml as="div" className="tools">
        <nav className="tabs" aria-label="Filter">
          {tab('all', 'All', counts?.threadCount ?? null)}
          {tab('covered', 'Covered', counts?.coveredCount ?? null)}
          {tab('answered', 'Answered', counts?.answeredCount ?? null)}
          {tab('unanswered', 'Unanswered', counts ? unanswered : null)}
        </nav>
        <nav className="sorts" aria-label="Sort">
          <span>Sort by</span>
          {listingSorts.map((each) => (
            <a key={each} href={hrefOf(state({ sort: each, filter }))} aria-current={sort === each ? 'true' : undefined}>
              {sortNames[each]}
            </a>
          ))}
        </nav>
      </StaticHtml>
    </>
  )
}

// Addresses leave defaults out, so that each page has one address.
function state({ sort, filter }: { sort: ListingSort; filter: ListingFilter }) {
  return { sort: sort === 'activity' ? undefined : sort, filter: filter === 'all' ? undefined : filter }
}

function Share({ covered, answered, unanswered }: { covered: number; answered: number; unanswered: number }) {
  const all = covered + answered + unanswered
  const width = (n: number) => (n / all) * 1000
  const label = `${fullCount(covered)} covered, ${fullCount(answered)} answered, ${fullCount(unanswered)} unanswered`
  return (
    <svg className="share" viewBox="0 0 1000 6" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect className="covered" x={0} width={width(covered)} height={6} />
      <rect className="answered" x={width(covered)} width={width(answered)} height={6} />
      <rect className="open" x={width(covered) + width(answered)} width={width(unanswered)} height={6} />
    </svg>
  )
}
