import { escapeMarkdown } from '../escape-markdown'

/** `label` is what the list shows, `insert` the Markdown that takes the place of the word. */
export type Suggestion = { label: string; insert: string }

/** Something that is named in a text by a word that begins with a mark. */
export type Completer = {
  mark: string
  /** Returns what the word after the mark may mean, the likeliest first, or nothing where the site can't be asked. */
  suggest(typed: string, signal: AbortSignal): Promise<Suggestion[]>
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

/** What can be completed. A person (`@`) or a citation is one more entry here. */
export const completers: Completer[] = [tags]

async function ask<T>(address: string, signal: AbortSignal): Promise<T | null> {
  const response = await fetch(address, { headers: { Accept: 'application/json' }, signal }).catch(() => null)
  return response?.ok ? response.json() : null
}
