import { convertAll, type ForeignText } from '../../../content'
import { storable } from '../../../shared'

type Post = { cooked: string; raw?: string }

/** The texts of Discourse posts as Markdown, in order. */
export async function discourseTexts(posts: Post[], base: string | null): Promise<string[]> {
  return (await convertAll(posts.map(sourceOf), base)).map(storable)
}

/**
 * What the server made of a text comes first: it holds what readers saw, with the titles of quotes and previews, addresses and emoji of
 * that forum. What was typed is translated where that is all there is.
 */
function sourceOf({ cooked, raw }: Post): ForeignText {
  return cooked.trim() !== '' || raw === undefined ? { html: cooked } : { typed: storable(raw), dialect: 'discourse' }
}
