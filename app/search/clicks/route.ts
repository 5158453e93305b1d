import { z } from 'zod'
import { logClick } from '@/lib/search'

export const dynamic = 'force-dynamic'

const click = z.object({ search: z.string().regex(/^\d{1,18}$/), hit: z.string().regex(/^(thread|answer)\/\d{1,9}$/) })

/** Notes which result of a search was opened. From our own pages only. */
export async function POST(request: Request): Promise<Response> {
  const from = request.headers.get('sec-fetch-site')
  if (from !== null && from !== 'same-origin') return new Response(null, { status: 403 })
  const body = click.safeParse(await request.json().catch(() => null))
  if (!body.success) return Response.json({ error: 'A click has a search number and a hit such as thread/12.' }, { status: 400 })
  const [kind, id] = body.data.hit.split('/')
  await logClick(body.data.search, kind as 'thread' | 'answer', Number(id))
  return new Response(null, { status: 204 })
}
