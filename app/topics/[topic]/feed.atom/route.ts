import { feedResponse } from '@/lib/web/feed-response'

export const dynamic = 'force-dynamic'

/** New threads and answers of a topic. */
export async function GET(_: Request, { params }: RouteContext<'/topics/[topic]/feed.atom'>): Promise<Response> {
  return feedResponse({ topic: decodeURIComponent((await params).topic) }, 'atom')
}
