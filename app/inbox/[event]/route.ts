import { markNoticeRead, noticeTarget, readNotice } from '@/lib/notices/inbox'
import { urls } from '@/lib/shared'
import { person } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

/**
 * Leads to what a notice is about. That the notice was read is noted on the way, as a visit to a thread is: so it works without scripts, and
 * for what is on a page that is cached for many.
 */
export async function GET(_: Request, { params }: RouteContext<'/inbox/[event]'>): Promise<Response> {
  const { event } = await params
  const me = person()
  if (!me) return redirectTo(urls.signIn({ next: urls.inbox() }))
  const row = /^[1-9]\d{0,17}$/.test(event) ? await readNotice(me.viewer, event) : null
  // It may have been about something that was hidden since.
  if (!row) return redirectTo(urls.inbox())
  await markNoticeRead(me.viewer, row)
  return redirectTo(noticeTarget(row) ?? urls.inbox())
}

function redirectTo(address: string): Response {
  return new Response(null, { status: 303, headers: { Location: address, 'Cache-Control': 'no-store' } })
}
