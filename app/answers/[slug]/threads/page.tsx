import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { AnswerPart, metadataOfPart } from '@/components/answers/answer-part'
import { ThreadListing } from '@/components/threads/thread-listing'
import { decoded, urls } from '@/lib/shared'
import { listingParameters } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

type Props = PageProps<'/answers/[slug]/threads'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return metadataOfPart(await reads.answerForHistory(decoded((await params).slug)), (title) => `Threads settled by ${title}`)
}

/** The threads that an answer settles, the last asked first. */
export default async function SettledThreadsPage({ params, searchParams }: Props) {
  const answer = await reads.answerForHistory(decoded((await params).slug))
  if (!answer) notFound()
  if ('successor' in answer) permanentRedirect(urls.answerThreads(answer.successor))
  const request = { ...listingParameters(await searchParams), sort: 'newest' as const, filter: 'all' as const }
  const listing = await reads.threads({ scope: { answerId: answer.id }, ...request })
  return (
    <AnswerPart slug={answer.slug} title={`Threads settled by “${answer.title}”`}>
      <ThreadListing
        title="Threads"
        listing={listing}
        counts={null}
        sort="newest"
        filter="all"
        hrefOf={({ after, before }) => urls.answerThreads(answer.slug, { after, before })}
        tools={false}
      />
    </AnswerPart>
  )
}
