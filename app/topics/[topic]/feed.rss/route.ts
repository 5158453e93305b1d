import { feedResponse } from '@/lib/web/feed-response'
import { decoded } from '@/lib/web/parameters'

export const dynamic = 'force-dynamic'

/** New threads and answers of a topic. */
export async function GET(_: Request, { params }: RouteContext<'/topics/[topic]/feed.rss'>): Promise<Response> {
  return feedResponse({ topic: decoded((await params).topic) }, 'rss')
}
