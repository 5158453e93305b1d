import { idOf } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

export const dynamic = 'force-dynamic'

/** Returns who has replied last to a thread, for people who are writing a reply. Cached like a page, until somebody replies. */
export async function GET(request: Request): Promise<Response> {
  const id = idOf(new URL(request.url).searchParams.get('thread') ?? '')
  const replies = id === null ? null : await reads.newestReplies(id)
  return Response.json({ replies }, { status: replies ? 200 : 404 })
}
