import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import { type Completer, completers } from './completers'
import { isCode } from './is-code'

/** Offers what a completer suggests for the word before the cursor. A choice never comes by itself: Enter takes it, Escape leaves the word. */
export function completionIn(area: HTMLTextAreaElement): Extension {
  return autocompletion({ override: completers.map((completer) => sourceOf(completer, area)), icons: false })
}

function sourceOf({ mark, isBehindWords, word = String.raw`[^\s()\[\]]+`, suggest }: Completer, area: HTMLTextAreaElement) {
  const pattern = new RegExp(`${isBehindWords ? '' : '(?<![^\\s(])'}${mark.replace(/[[^]/g, String.raw`\$&`)}${word}$`, 'u')
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const match = context.matchBefore(pattern)
    if (!match || isCode(context.state, context.pos)) return null
    const ended = new AbortController()
    context.addEventListener('abort', () => ended.abort(), { onDocChange: true })
    const action = area.form ? new URL(area.form.action).pathname : ''
    const suggestions = await suggest(match.text.slice(mark.length), ended.signal, action)
    return {
      from: match.from,
      options: suggestions.map(({ label, detail, insert }) => ({ label, detail, apply: insert })),
      // The site has chosen them.
      filter: false,
    }
  }
}
