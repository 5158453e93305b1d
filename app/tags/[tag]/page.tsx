import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { AnswerSection } from '@/components/answers/answer-section'
import { Page } from '@/components/shell/page'
import { ThreadListing } from '@/components/threads/thread-listing'
import { feedTypes } from '@/components/topics/feed-types'
import { TopicHead } from '@/components/topics/topic-head'
import { decoded, urls } from '@/lib/shared'
import { listingParameters } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

const answersShown = 5

async function load(params: Promise<{ tag: string }>) {
  const name = decoded((await params).tag)
  return { name, tag: await reads.tag(name.toLowerCase()) }
}

export async function generateMetadata({ params }: PageProps<'/tags/[tag]'>): Promise<Metadata> {
  const { tag } = await load(params)
  if (!tag) return {}
  return {
    title: `Threads tagged ${tag.name}`,
    description: tag.description || undefined,
    alternates: { canonical: urls.tag(tag.name), types: feedTypes({ tag: tag.name }) },
  }
}

export default async function TagPage({ params, searchParams }: PageProps<'/tags/[tag]'>) {
  const { name, tag } = await load(params)
  if (!tag) notFound()
  if (tag.name !== name) permanentRedirect(urls.tag(tag.name))
  const about = { kind: 'tag', id: tag.id } as const
  const request = listingParameters(await searchParams)
  const { answers, listing } = await reads.answersAndThreads({ scope: { tagId: tag.id }, ...request }, answersShown)
  return (
    <Page area="tags" about={about} feeds={{ tag: tag.name }}>
      <TopicHead
        steps={[{ href: urls.tags(), label: 'Tags' }]}
        name={tag.name}
        description={tag.description}
        about={about}
        feedOf={{ tag: tag.name }}
      >
        {tag.synonyms.length > 0 && <p className="meta mt-2">Also written {tag.synonyms.join(', ')}</p>}
      </TopicHead>
      <AnswerSection rows={answers} />
      <ThreadListing
        title="Threads"
        listing={listing}
        counts={tag}
        sort={request.sort}
        filter={request.filter}
        hrefOf={(options) => urls.tag(tag.name, options)}
      />
    </Page>
  )
}
