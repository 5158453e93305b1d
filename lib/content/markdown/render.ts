import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { asWritten } from './as-written'
import { boundExceeded } from './bounds'
import { finish } from './finish'
import { boundHtml, boundTree } from './tree-bounds'

/**
 * CommonMark with GFM as HTML that is safe to put into a page: raw HTML is dropped, addresses are limited to http,
 * https and mailto, code is highlighted. A text that is beyond the bounds, or can't be parsed, is returned as it was
 * written, escaped. It may take seconds: call it in the content pool (lib/content/pool) and nowhere else.
 */
export function renderMarkdown(markdown: string): string {
  return renderWithLinks(markdown).html
}

/** The same, with how many links lead out of the site; null where the text is shown as it was written. */
export function renderWithLinks(markdown: string): { html: string; links: number | null } {
  if (boundExceeded(markdown) !== null) return { html: asWritten(markdown), links: null }
  try {
    const file = processor.processSync(markdown)
    return { html: String(file), links: Number(file.data.links) }
  } catch {
    // Too much HTML, or nesting that overflows the parser's stack. The words must not be lost for it.
    return { html: asWritten(markdown), links: null }
  }
}

const schema = {
  ...defaultSchema,
  clobberPrefix: 'text-',
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  tagNames: defaultSchema.tagNames?.filter((name) => name !== 'picture' && name !== 'source'),
}

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(() => boundTree)
  .use(remarkRehype, { clobberPrefix: '' })
  .use(rehypeSanitize, schema)
  .use(() => finish)
  .use(() => boundHtml)
  .use(rehypeStringify)
