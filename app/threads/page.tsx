import type { Metadata } from 'next'
import { Page } from '@/components/shell/page'
import { ThreadListing } from '@/components/threads/thread-listing'
import { urls } from '@/lib/shared'
import { listingParameters } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

export const metadata: Metadata = { title: 'All threads', alternates: { canonical: urls.threads() } }

export default async function ThreadsPage({ searchParams }: PageProps<'/threads'>) {
  const request = listingParameters(await searchParams)
  const [topics, listing] = await Promise.all([reads.topics(), reads.threads({ scope: null, ...request })])
  const sum = (of: 'threadCount' | 'answeredCount' | 'coveredCount') => topics.reduce((total, topic) => total + topic[of], 0)
  const counts = { threadCount: sum('threadCount'), answeredCount: sum('answeredCount'), coveredCount: sum('coveredCount') }
  return (
    <Page>
      <header className="page-head">
        <h1 className="title">All threads</h1>
      </header>
      <ThreadListing title="Threads" listing={listing} counts={counts} sort={request.sort} filter={request.filter} hrefOf={urls.threads} />
    </Page>
  )
}
