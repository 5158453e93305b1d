import { citationsInHtml, hasCitations } from '../content'
import type { Viewer } from '../identity/viewer'
import { readSources } from './read-sources'
import { ShownSources } from './show-sources'

/**
 * Returns HTML of a text that is being written, with the sources that its writer may see. What leads nowhere stays as it is written, so that one notices.
 */
export async function showSourcesOf(viewer: Viewer, html: string): Promise<string> {
  if (!hasCitations(html)) return html
  const { seen } = await readSources(viewer, 0, citationsInHtml(html))
  return new ShownSources(seen, null).show(html)
}
