import { decoded } from '@/lib/shared'
import { feedResponse } from '@/lib/web/reads'

export const dynamic = 'force-dynamic'

/** New threads and answers of a tag. */
export async function GET(_: Request, { params }: RouteContext<'/tags/[tag]/feed.rss'>): Promise<Response> {
  return feedResponse({ tag: decoded((await params).tag) }, 'rss')
}
