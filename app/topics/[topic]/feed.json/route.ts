import { decoded } from '@/lib/shared'
import { feedResponse } from '@/lib/web/reads'

export const dynamic = 'force-dynamic'

/** New threads and answers of a topic. */
export async function GET(_: Request, { params }: RouteContext<'/topics/[topic]/feed.json'>): Promise<Response> {
  return feedResponse({ topic: decoded((await params).topic) }, 'json')
}
