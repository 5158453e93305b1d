import { decoded } from '@/lib/shared'
import { feedResponse } from '@/lib/web/reads'

export const dynamic = 'force-dynamic'

/** New threads and answers of a tag. */
export async function GET(_: Request, { params }: RouteContext<'/tags/[tag]/feed.json'>): Promise<Response> {
  return feedResponse({ tag: decoded((await params).tag) }, 'json')
}
