import { Pager } from '@/components/ui/pager'
import type { Listing, ListingFilter, ListingSort } from '@/lib/community/threads'
import { fullDate } from '@/lib/shared'
import { ListingTools } from './listing-tools'
import { ThreadTable } from './thread-table'

type Props = {
  title: string
  listing: Listing
  counts: { threadCount: number; answeredCount: number; coveredCount: number } | null
  sort: ListingSort
  filter: ListingFilter
  hrefOf: (options: { sort?: string; filter?: string; after?: string; before?: string }) => string
  /** Whether filter and sort are shown; a short list has none. */
  tools?: boolean
}

const emptyWords: Record<ListingFilter, string> = {
  all: 'No threads yet',
  covered: 'No thread here is covered yet',
  answered: 'No thread here has an accepted reply',
  unanswered: 'Nothing is left unanswered',
}

/** A listing with its filter, sort and pager, or a sentence if it is empty. */
export function ThreadListing({ title, listing, counts, sort, filter, hrefOf, tools = true }: Props) {
  const step = (cursor: { after?: string; before?: string }) =>
    hrefOf({ sort: sort === 'activity' ? undefined : sort, filter: filter === 'all' ? undefined : filter, ...cursor })
  // Where nothing was ever asked, no filter is to blame.
  const narrowed = counts?.threadCount === 0 ? 'all' : filter
  return (
    <section className="listing" aria-labelledby="threads-title">
      <div className="sec-head">
        <h2 id="threads-title" dir="auto">
          {title}
        </h2>
      </div>
      {tools && <ListingTools counts={counts} sort={sort} filter={filter} hrefOf={hrefOf} />}
      {listing.rows.length > 0 ? (
        <ThreadTable rows={listing.rows} labelledBy="threads-title" sort={sort} />
      ) : (
        <div className="none">
          <h3>{emptyWords[narrowed]}</h3>
          {narrowed !== 'all' && (
            <p>
              <a className="link" href={hrefOf({})}>
                All threads
              </a>{' '}
              of this list are still there.
            </p>
          )}
        </div>
      )}
      <Pager
        newer={listing.newer && step({ before: listing.newer })}
        older={listing.older && step({ after: listing.older })}
        label={spanOf(listing, sort)}
        newerWord={sort === 'activity' || sort === 'newest' ? 'Newer' : 'Back'}
        olderWord={sort === 'activity' || sort === 'newest' ? 'Older' : 'More'}
      />
    </section>
  )
}

function spanOf({ rows }: Listing, sort: ListingSort): string | undefined {
  const first = rows[0]
  const last = rows.at(-1)
  if (!first || !last) return undefined
  if (sort === 'activity') return `Active between ${fullDate(first.activityAt)} and ${fullDate(last.activityAt)}`
  if (sort === 'newest') return `Asked between ${fullDate(first.createdAt)} and ${fullDate(last.createdAt)}`
  return undefined
}
