import { log, messageOf } from '../platform/log'
import { mentionKey } from '../shared'
import { CutOffError, contentPool } from './pool/content-pool'

/**
 * Returns the names of a Markdown text that may be mentions, each once. A text without `@` costs nothing. Of a text that takes too long
 * nobody is mentioned: its page shows it as it was written.
 */
export async function mentionsIn(markdown: string): Promise<string[]> {
  if (!markdown.includes('@')) return []
  try {
    const names = await contentPool().run('mentions', { markdown })
    return [...new Map(names.map((name) => [mentionKey(name), name])).values()]
  } catch (error) {
    if (!(error instanceof CutOffError)) log('warn', 'mentions of a text not read', { error: messageOf(error) })
    return []
  }
}
