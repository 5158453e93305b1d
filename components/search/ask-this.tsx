import { asQuestion, type SearchResult } from '@/lib/search'
import { urls } from '@/lib/shared'
import type { SearchState } from './search-state'

/** Leads from a search that did not help to asking: its words become the title, and its topic and tags are kept. */
export function AskThis({ state, result }: { state: SearchState; result: SearchResult }) {
  const title = asQuestion(result.withoutOperators, result.minus?.reading ?? 'excluded')
  const topics = named('topic', state.facets.topics, result.operators)
  // Of several topics nobody knows which one is meant.
  const topic = topics.length === 1 ? topics[0] : undefined
  return (
    <p className="ask-this">
      Not here?{' '}
      <a className="link" href={urls.ask({ title, topic, tags: named('tag', state.facets.tags, result.operators) })}>
        {title ? 'Ask this' : 'Ask a question'}
      </a>
    </p>
  )
}

/** What facets and operators name together, each once. */
function named(operator: 'topic' | 'tag', facets: string[], operators: string[]): string[] {
  const typed = operators.flatMap((piece) => (piece.startsWith(`${operator}:`) ? piece.slice(operator.length + 1).toLowerCase() : []))
  return [...new Set([...facets, ...typed])]
}
