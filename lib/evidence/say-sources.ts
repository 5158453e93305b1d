import { citationsIn, replaceCitations } from '../content'
import type { Viewer } from '../identity/viewer'
import { readSources, type Source } from './read-sources'
import { shortAddress } from './show-sources'

/** Returns texts of an answer with their sources in words, as far as the viewer may see them: to be compared, not to be shown as a page. */
export async function saySources(viewer: Viewer, answerId: number, texts: string[]): Promise<{ texts: string[]; pages: string[] }> {
  const labels = texts.flatMap((text) => citationsIn(text).map(({ label }) => label))
  const { seen, pages } = await readSources(viewer, answerId, labels)
  const said = texts.map((text) =>
    replaceCitations(text, ({ label, title }) => {
      const source = seen.get(label)
      return source ? ` [${nameOf(source, title)}]` : ''
    }),
  )
  return { texts: said, pages }
}

/** A source in a few words. */
export function nameOf({ kind, title, number, address }: Source, given: string | null = null): string {
  if (kind === 'outside') return given ?? shortAddress(address)
  return kind === 'reply' ? `Reply ${number} in “${title}”` : (title ?? '')
}
