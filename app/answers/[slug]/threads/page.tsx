import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { Page } from '@/components/shell/page'
import { ThreadListing } from '@/components/threads/thread-listing'
import { decoded, urls } from '@/lib/shared'
import { listingParameters } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

type Props = PageProps<'/answers/[slug]/threads'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const answer = await reads.answerForHistory(decoded((await params).slug))
  return answer && !('successor' in answer) ? { title: `Threads settled by ${answer.title}`, robots: { index: false } } : {}
}

/** The threads that an answer settles, the last asked first. */
export default async function SettledThreadsPage({ params, searchParams }: Props) {
  const answer = await reads.answerForHistory(decoded((await params).slug))
  if (!answer) notFound()
  if ('successor' in answer) permanentRedirect(urls.answerThreads(answer.successor))
  const request = { ...listingParameters(await searchParams), sort: 'newest' as const, filter: 'all' as const }
  const listing = await reads.threads({ scope: { answerId: answer.id }, ...request })
  return (
    <Page area="answers">
      <header className="page-head">
        <p className="meta">
          <a href={urls.answer(answer.slug)}>← The answer</a>
        </p>
        <h1 className="title">Threads settled by “{answer.title}”</h1>
      </header>
      <ThreadListing
        title="Threads"
        listing={listing}
        counts={null}
        sort="newest"
        filter="all"
        hrefOf={({ after, before }) => urls.answerThreads(answer.slug, { after, before })}
        tools={false}
      />
    </Page>
  )
}
