import { convertAll, type ForeignText } from '../../../content'
import { storable } from '../../../shared'

type Post = { cooked: string; raw?: string }

/** Returns the texts of Discourse posts as Markdown, in order. */
export async function discourseTexts(posts: Post[], base: string | null): Promise<string[]> {
  return (await convertAll(posts.map(sourceOf), base)).map(storable)
}

/**
 * The HTML that the server made is used first. It is what readers saw, with the titles of quotes, previews, addresses
 * and emoji of that forum. The text that was typed is converted only if there is no HTML.
 */
function sourceOf({ cooked, raw }: Post): ForeignText {
  return cooked.trim() !== '' || raw === undefined ? { html: cooked } : { typed: storable(raw), dialect: 'discourse' }
}
