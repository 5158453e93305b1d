import { similarItems } from '@/components/ask/similar-items'
import { countAgainst } from '@/lib/accounts/rate-limit'
import { noteSuggestions } from '@/lib/ask/session'
import { findSimilar, suggestPlace } from '@/lib/ask/similar'
import { DomainError } from '@/lib/errors'
import { personalViewer, requestContext } from '@/lib/web/request-context'

export const dynamic = 'force-dynamic'

/** What may settle the question being typed, and where it seems to belong. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const title = (searchParams.get('title') ?? '').slice(0, 300)
  const body = (searchParams.get('body') ?? '').slice(0, 600)
  const session = searchParams.get('session') ?? ''
  const viewer = personalViewer()
  const headers = { 'Cache-Control': 'no-store' }
  try {
    await countAgainst('similar', viewer.personId === null ? requestContext().reader.address : `person ${viewer.personId}`)
  } catch (error) {
    if (error instanceof DomainError) return Response.json({ error: error.message }, { status: 429, headers })
    throw error
  }
  const similar = await findSimilar(viewer, title, body, body === '')
  const place = await suggestPlace(viewer, title, body, similar.nearest)
  const items = similarItems(similar)
  const count = items.threads.length + (items.answer ? 1 : 0)
  if (count > 0 && /^[\w-]{8,64}$/.test(session)) await noteSuggestions(session, title, count)
  return Response.json({ items, place }, { headers })
}
