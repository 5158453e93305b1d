import { z } from 'zod'
import { logClick } from '@/lib/search'
import { requestContext } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

const click = z.object({ search: z.string().regex(/^\d{1,18}$/), hit: z.string().regex(/^(thread|answer)\/\d{1,9}$/) })

/** Notes which result of a search was opened. Our server has checked that the request comes from one of our pages. */
export async function POST(request: Request): Promise<Response> {
  const body = click.safeParse(await request.json().catch(() => null))
  if (!body.success) return Response.json({ error: 'A click has a search number and a hit such as thread/12.' }, { status: 400 })
  const [kind, id] = body.data.hit.split('/')
  await logClick(requestContext().reader, body.data.search, kind as 'thread' | 'answer', Number(id))
  return new Response(null, { status: 204 })
}
