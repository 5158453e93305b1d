import { z } from 'zod'
import { similarItems } from '@/components/ask/similar-items'
import { findSimilar, noteSuggestions, suggestPlace } from '@/lib/curation/ask'
import { DomainError } from '@/lib/platform/errors'
import { countReading } from '@/lib/platform/rate-limit'
import { personalViewer, requestContext } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

const asked = z.object({ title: z.string(), body: z.string().default(''), session: z.string().default('') })

/**
 * Returns what may settle the question that is being typed, and where it seems to belong. This only reads. It is a POST because a title can
 * be longer than an address.
 */
export async function POST(request: Request): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' }
  const sent = asked.safeParse(await request.json().catch(() => null))
  if (!sent.success) return Response.json({ error: 'This takes JSON with a title and, if there is one, a body.' }, { status: 400, headers })
  const title = sent.data.title.slice(0, 300)
  const body = sent.data.body.slice(0, 600)
  const viewer = personalViewer()
  try {
    await countReading('similar', viewer.personId === null ? requestContext().reader.address : `person ${viewer.personId}`)
  } catch (error) {
    if (error instanceof DomainError) return Response.json({ error: error.message }, { status: 429, headers })
    throw error
  }
  const similar = await findSimilar(viewer, title, body, body === '')
  const place = await suggestPlace(viewer, title, body, similar.nearest)
  const items = similarItems(similar)
  const count = items.threads.length + (items.answer ? 1 : 0)
  if (count > 0 && /^[\w-]{8,64}$/.test(sent.data.session)) await noteSuggestions(sent.data.session, title, count)
  return Response.json({ items, place }, { headers })
}
