import { urls } from '@/lib/shared'
import { idOf } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

/** The old address of /viewer. */
export async function GET(_: Request, { params }: RouteContext<'/threads/[id]/mine'>): Promise<Response> {
  const id = idOf((await params).id)
  if (id === null) return Response.json(null, { status: 404 })
  return new Response(null, { status: 308, headers: { Location: urls.viewerOfThread(id) } })
}
