import 'server-only'
import { readBodies } from '../../community/threads'
import { type FeedForm, type FeedHead, feedTypes, makeFeed } from '../../exchange/feeds'
import { env } from '../../platform/env'
import { urls } from '../../shared'
import { reads } from './reads'

const threadsInFeed = 30
const answersInFeed = 10

type Of = { topic: string } | { tag: string } | null

/** Responds with the feed of a topic, a tag or everything; with 404 if there is no such topic or tag. */
export async function feedResponse(of: Of, form: FeedForm): Promise<Response> {
  const found = await headOf(of)
  if (!found) return new Response('There is no such feed.\n', { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
  const { head, scope } = found
  const [listing, answers] = await Promise.all([
    reads.threads({ scope, sort: 'newest', filter: 'all', count: threadsInFeed }),
    reads.answers(scope, answersInFeed),
  ])
  const bodies = await readBodies(listing.rows.map((row) => row.id))
  const threads = listing.rows.map((row) => ({ ...row, body: bodies.get(row.id) ?? '' }))
  return new Response(await makeFeed(head, threads, answers, form), { headers: { 'Content-Type': feedTypes[form] } })
}

async function headOf(of: Of): Promise<{ head: FeedHead; scope: { topicId: number } | { tagId: number } | null } | null> {
  if (!of)
    return {
      head: {
        title: 'New threads and answers',
        description: env().siteDescription ?? 'New threads and revised canonical answers',
        page: urls.home(),
        self: null,
      },
      scope: null,
    }
  if ('topic' in of) {
    const topic = await reads.topic(of.topic)
    return (
      topic && {
        head: { title: topic.name, description: topic.description, page: urls.topic(topic.slug), self: { topic: topic.slug } },
        scope: { topicId: topic.id },
      }
    )
  }
  const tag = await reads.tag(of.tag)
  return (
    tag && {
      head: { title: `Tagged ${tag.name}`, description: tag.description, page: urls.tag(tag.name), self: { tag: tag.name } },
      scope: { tagId: tag.id },
    }
  )
}
