import { escapeMarkdown } from '../escape-markdown'

/** `label` is what the list shows, `detail` what tells it from others of that name, `insert` the Markdown that takes the place of the word. */
export type Suggestion = { label: string; detail?: string; insert: string }

/** Something that is named in a text by a word that begins with a mark. */
export type Completer = {
  mark: string
  /** The mark may stand right behind a word. */
  isBehindWords?: boolean
  /** What may follow the mark, as a regular expression; without one, a word. */
  word?: string
  /**
   * Returns what the word after the mark may mean, the likeliest first, or nothing where the site can't be asked. `action` is the path to
   * which the text will be sent.
   */
  suggest(typed: string, signal: AbortSignal, action: string): Promise<Suggestion[]>
}

const tags: Completer = {
  mark: '#',
  async suggest(typed, signal) {
    const found = await ask<{ tags: { name: string; href: string }[] }>(`/tag-names?q=${encodeURIComponent(typed)}`, signal)
    return (found?.tags ?? []).map(({ name, href }) => ({
      label: `#${name}`,
      insert: `[#${escapeMarkdown(name)}](${href})`,
    }))
  },
}

/** The mark alone offers those who took part in the thread. A name in brackets may have blanks. */
const people: Completer = {
  mark: '@',
  word: String.raw`(?:\[[^\[\]\n@]{0,80}|[^\s()\[\]@]{0,80})`,
  async suggest(typed, signal, action) {
    const [, thread = ''] = /^\/threads\/(\d+)\//.exec(action) ?? []
    // Canonical answers mention nobody.
    if (!thread && action !== '/ask') return []
    const asked = new URLSearchParams({ q: typed, thread })
    const found = await ask<{ people: { name: string; displayName: string; insert: string }[] }>(`/person-names?${asked}`, signal)
    return (found?.people ?? []).map(({ name, displayName, insert }) => ({
      label: displayName,
      detail: name === displayName ? undefined : `@${name}`,
      insert,
    }))
  },
}

/** A source beside a sentence of a canonical answer: words to search for, or its address. */
const citations: Completer = {
  mark: '[^',
  isBehindWords: true,
  word: String.raw`[^\[\]\n]{2,200}`,
  async suggest(typed, signal, action) {
    if (!/^\/answers\/[^/]+\/edit$/.test(action)) return []
    const asked = new URLSearchParams({ q: typed })
    const found = await ask<{ sources: { label: string; name: string; detail: string }[] }>(`/source-names?${asked}`, signal)
    return (found?.sources ?? []).map(({ label, name, detail }) => ({ label: name, detail, insert: `[^${label}]` }))
  },
}

/** What can be completed. */
export const completers: Completer[] = [tags, people, citations]

async function ask<T>(address: string, signal: AbortSignal): Promise<T | null> {
  const response = await fetch(address, { headers: { Accept: 'application/json' }, signal }).catch(() => null)
  return response?.ok ? response.json() : null
}
