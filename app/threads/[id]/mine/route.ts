import { readMine } from '@/lib/community/threads'
import { idOf, person } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

/** What is the reader's own on a thread's page, which itself is the same for all who see as much. */
export async function GET(_: Request, { params }: RouteContext<'/threads/[id]/mine'>): Promise<Response> {
  const me = person()
  const id = idOf((await params).id)
  const mine = me && id !== null ? await readMine(me.viewer, id) : null
  return Response.json(mine, { status: mine ? 200 : 404, headers: { 'Cache-Control': 'no-store' } })
}
