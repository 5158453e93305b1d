import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import { type Completer, completers } from './completers'
import { isCode } from './is-code'

/** Offers what a completer suggests for the word before the cursor. A choice never comes by itself: Enter takes it, Escape leaves the word. */
export const completion = autocompletion({ override: completers.map((completer) => sourceOf(completer)), icons: false })

function sourceOf({ mark, suggest }: Completer) {
  const word = new RegExp(`(?<![^\\s(])${mark}[^\\s()\\[\\]]+$`, 'u')
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const match = context.matchBefore(word)
    if (!match || isCode(context.state, context.pos)) return null
    const ended = new AbortController()
    context.addEventListener('abort', () => ended.abort(), { onDocChange: true })
    const suggestions = await suggest(match.text.slice(mark.length), ended.signal)
    return {
      from: match.from,
      options: suggestions.map(({ label, insert }) => ({ label, apply: insert })),
      // The site has chosen them.
      filter: false,
    }
  }
}
