import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { AnswerSection } from '@/components/answers/answer-section'
import { Page } from '@/components/shell/page'
import { ThreadListing } from '@/components/threads/thread-listing'
import { Crumbs } from '@/components/ui/crumbs'
import { decoded, fullCount, urls } from '@/lib/shared'
import { listingParameters } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

const answersShown = 5

export async function generateMetadata({ params }: PageProps<'/topics/[topic]'>): Promise<Metadata> {
  const topic = await reads.topic(decoded((await params).topic))
  if (!topic) return {}
  return {
    title: topic.name,
    description: topic.description,
    alternates: { canonical: urls.topic(topic.slug), types: feedTypes(topic.slug) },
  }
}

function feedTypes(topic: string) {
  return {
    'application/rss+xml': urls.feed({ topic }, 'rss'),
    'application/atom+xml': urls.feed({ topic }, 'atom'),
    'application/feed+json': urls.feed({ topic }, 'json'),
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
  const request = listingParameters(await searchParams)
  const scope = { topicId: topic.id }
  const [answers, listing] = await Promise.all([reads.answers(scope, answersShown), reads.threads({ scope, ...request })])
  const isFirstPage = !request.after && !request.before
  return (
    <Page area="topics" feeds={{ topic: topic.slug }}>
      <header className="topic-head">
        <Crumbs
          steps={[
            { href: urls.topics(), label: 'Topics' },
            ...(topic.parent ? [{ href: urls.topic(topic.parent.slug), label: topic.parent.name }] : []),
          ]}
        />
        <div className="topic-line">
          <h1 className="title" dir="auto">
            {topic.name}
          </h1>
          <div className="topic-do">
            {topic.documentationUrl && (
              <a className="act" href={topic.documentationUrl}>
                Documentation
              </a>
            )}
            <a className="act" href={urls.feed({ topic: topic.slug }, 'atom')}>
              Feed
            </a>
          </div>
        </div>
        {topic.description && (
          <p className="topic-say" dir="auto">
            {topic.description}
          </p>
        )}
        {topic.subtopics.length > 0 && (
          <ul className="subs">
            {topic.subtopics.map((subtopic) => (
              <li key={subtopic.id}>
                <a href={urls.topic(subtopic.slug)} dir="auto">
                  {subtopic.name} <span>{fullCount(subtopic.threadCount)}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </header>
      {isFirstPage && <AnswerSection rows={answers} />}
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
