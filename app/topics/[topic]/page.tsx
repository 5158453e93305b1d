import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { AnswerSection } from '@/components/answers/answer-section'
import { Page } from '@/components/shell/page'
import { ThreadListing } from '@/components/threads/thread-listing'
import { feedTypes } from '@/components/topics/feed-types'
import { Subtopics } from '@/components/topics/subtopics'
import { TopicHead } from '@/components/topics/topic-head'
import { decoded, urls } from '@/lib/shared'
import { listingParameters } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

const answersShown = 5

export async function generateMetadata({ params }: PageProps<'/topics/[topic]'>): Promise<Metadata> {
  const topic = await reads.topic(decoded((await params).topic))
  if (!topic) return {}
  return {
    title: topic.name,
    description: topic.description,
    alternates: { canonical: urls.topic(topic.slug), types: feedTypes({ topic: topic.slug }) },
  }
}

export default async function TopicPage({ params, searchParams }: PageProps<'/topics/[topic]'>) {
  const slug = decoded((await params).topic)
  const topic = await reads.topic(slug)
  if (!topic) {
    const moved = await reads.oldAddress(`/topics/${slug}`)
    if (moved) permanentRedirect(moved)
    notFound()
  }
  const about = { kind: 'topic', id: topic.id } as const
  const request = listingParameters(await searchParams)
  const { answers, listing } = await reads.answersAndThreads({ scope: { topicId: topic.id }, ...request }, answersShown)
  return (
    <Page area="topics" about={about} feeds={{ topic: topic.slug }}>
      <TopicHead
        steps={[
          { href: urls.topics(), label: 'Topics' },
          ...(topic.parent ? [{ href: urls.topic(topic.parent.slug), label: topic.parent.name }] : []),
        ]}
        name={topic.name}
        description={topic.description}
        about={about}
        feedOf={{ topic: topic.slug }}
        documentationUrl={topic.documentationUrl}
      >
        <Subtopics subtopics={topic.subtopics} />
      </TopicHead>
      <AnswerSection rows={answers} />
      <ThreadListing
        title="Threads"
        listing={listing}
        counts={topic}
        sort={request.sort}
        filter={request.filter}
        hrefOf={(options) => urls.topic(topic.slug, options)}
      />
    </Page>
  )
}
