import 'server-only'
import { logSearch, type SearchRequest, type SearchResult, search, searchEngine } from '../../search'
import { metrics, requestContext } from '../http'

/** Searches for the request's reader, measures the time and logs the search. Instant results are not logged: their text is half a word. */
export async function runSearch(request: SearchRequest, kind: 'page' | 'instant'): Promise<SearchResult & { logId: string | null }> {
  const { viewer, reader } = requestContext()
  const started = performance.now()
  const result = await search(searchEngine(), viewer, request)
  const durationMs = performance.now() - started
  metrics().searchSeconds.observe({ engine: result.engine, kind }, durationMs / 1000)
  const logId =
    kind === 'page' && request.text.trim() !== '' && (request.page ?? 1) === 1
      ? await logSearch(reader, { query: request.text, hits: result.total, engine: result.engine, durationMs, best: bestOf(result) })
      : null
  return { ...result, logId }
}

/** The answer above all results, else the first of them. */
function bestOf({ answer, hits }: SearchResult): { kind: 'thread' | 'answer'; id: number } | null {
  const best = answer ?? hits[0]
  return best ? { kind: best.kind, id: best.id } : null
}
