import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { visit } from 'unist-util-visit'
import { boundExceeded } from './bounds'
import { syntax } from './syntax'

/** The pictures of a text, and the text after some of their addresses were replaced. */
export type PicturesOf = { markdown: string; addresses: string[]; attachments: number }

/** A file on another forum that is neither a picture nor a page. */
const attachment = /^upload:\/\/|\/uploads\/(?:short-url|default)\//

/**
 * Returns the addresses of the pictures in a text, each once, except in code. `replacements` (JSON of old to new addresses) are
 * applied. A text that is shown as written has no pictures. It may take seconds: call it in the content pool.
 */
export function picturesOf(markdown: string, replacements: string): PicturesOf {
  if (boundExceeded(markdown) !== null) return { markdown, addresses: [], attachments: 0 }
  const to = new Map<string, string>(Object.entries(JSON.parse(replacements || '{}')))
  const addresses = new Set<string>()
  const edits: { start: number; end: number; text: string }[] = []
  let attachments = 0
  visit(fromMarkdown(markdown, { extensions: syntax, mdastExtensions: [gfmFromMarkdown()] }), (node) => {
    if (node.type === 'link' && attachment.test(node.url)) attachments++
    if (node.type !== 'image') return
    addresses.add(node.url)
    const url = to.get(node.url)
    const [start, end] = [node.position?.start.offset, node.position?.end.offset]
    if (url === undefined || start === undefined || end === undefined) return
    // The description stays as it is written. After it come only the address and perhaps a title.
    const source = markdown.slice(start, end)
    const open = source.lastIndexOf('](')
    if (open < 0) return
    const title = node.title ? ` "${node.title.replace(/["\\]/g, '\\$&')}"` : ''
    edits.push({ start: start + open, end, text: `](${url}${title})` })
  })
  let text = markdown
  for (const { start, end, text: edit } of edits.sort((a, b) => b.start - a.start)) text = text.slice(0, start) + edit + text.slice(end)
  return { markdown: text, addresses: [...addresses], attachments }
}
