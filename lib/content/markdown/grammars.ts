import { LRUCache } from 'lru-cache'
import { createHighlighterCoreSync, type Grammar, type HighlighterCore, type LanguageRegistration } from 'shiki/core'
import { createJavaScriptRawEngine } from 'shiki/engine/javascript'
import { type Language, languages } from './languages'
import { theme } from './theme'

const nameOf = new Map<string, string>()
for (const [name, { aliases }] of Object.entries(languages)) for (const each of [name, ...aliases.split(' ')]) nameOf.set(each, name)
nameOf.delete('')

/** Languages with colours in one text, and grammars that a thread keeps in memory: each takes a megabyte, C++ ten. */
export const languagesOfText = 8
const loaded = new LRUCache<string, HighlighterCore>({ max: languagesOfText + 2, dispose: (highlighter) => highlighter.dispose() })

/** Returns the grammar for a name behind a fence, or null if it is not known. */
export function grammarNameOf(language: string): string | null {
  return nameOf.get(language.toLowerCase()) ?? null
}

/** Loads the grammars of the first few of these languages. */
export async function loadGrammars(wanted: Iterable<string>): Promise<void> {
  const names = new Set<string>()
  for (const language of wanted) {
    const name = grammarNameOf(language)
    if (name !== null && names.size < languagesOfText) names.add(name)
  }
  for (const name of names) {
    const language = languages[name]
    if (!language || loaded.get(name)) continue
    const highlighter = await load(name, language)
    if (highlighter) loaded.set(name, highlighter)
  }
}

/**
 * Each language has a highlighter of its own. Most grammars include those of every language that may be in them, which would
 * take many times the time and memory (Ruby includes C++, GraphQL and twelve others).
 */
async function load(name: string, language: Language): Promise<HighlighterCore | null> {
  const wanted = new Set([name, ...(language.needs?.split(' ') ?? [])])
  // A new build removes the files of a process that is still running. Its code is plain until it ends.
  const all = (await language.load().catch(() => null))?.default as LanguageRegistration[] | undefined
  if (!all) return null
  const langs = all
    .filter((grammar) => wanted.has(grammar.name))
    .map((grammar) => ({ ...grammar, embeddedLangs: [], embeddedLangsLazy: [] }))
  return createHighlighterCoreSync({ themes: [theme], langs, engine: createJavaScriptRawEngine(), warnings: false })
}

/** Returns a loaded grammar, with the colour for each number in its tokens, or null. */
export function readyGrammar(name: string): { grammar: Grammar; colours: string[] } | null {
  const highlighter = loaded.get(name)
  return highlighter ? { grammar: highlighter.getLanguage(name), colours: highlighter.setTheme(theme.name).colorMap } : null
}
