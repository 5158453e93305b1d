import type { Root } from 'hast'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import type { VFile } from 'vfile'
import { asText } from '../../shared'
import { asWritten } from './as-written'
import { boundExceeded } from './bounds'
import { citationToHtml, readCitations, unmarkInLinks } from './citations'
import { setDirections } from './directions'
import { finish } from './finish'
import { loadGrammars } from './grammars'
import { languagesIn } from './languages-in'
import { markedNames, markMentions, withoutMentions } from './mentions'
import { replaceLostPictures } from './pictures'
import { namePlaces } from './places'
import { keepRaw, readRawHtml } from './raw-html'
import { schema } from './sanitize'
import { tildes } from './syntax'
import { boundHtml, boundTree } from './tree-bounds'

/**
 * Renders CommonMark with GFM as HTML that is safe in a page: safe elements of raw HTML are elements, other tags are text,
 * addresses are http, https or mailto, code is highlighted. Its ids have a prefix that the page replaces (`withIds`). A text
 * that exceeds the bounds, or can't be parsed, is returned as it was written, escaped. It may take seconds: call it only in the
 * content pool (lib/content/pool).
 */
export async function renderMarkdown(markdown: string): Promise<string> {
  return withoutMentions((await renderWithLinks(markdown)).html)
}

/** The same with marked mentions and citations, and with the number of links to other sites, or null if the text is shown as it was written. */
export async function renderWithLinks(markdown: string): Promise<{ html: string; links: number | null }> {
  const text = asText(markdown)
  if (boundExceeded(text) !== null) return { html: asWritten(text), links: null }
  await loadGrammars(languagesIn(text))
  try {
    const file = processor.processSync(text)
    return { html: String(file), links: Number(file.data.links) }
  } catch {
    // Too much HTML, or nesting that overflows the parser's stack. The words are shown anyway.
    return { html: asWritten(text), links: null }
  }
}

/** Returns what may be mentions in a text, by names as they are written. It may take as long as rendering. */
export function mentionsOf(markdown: string): string[] {
  const text = asText(markdown)
  if (boundExceeded(text) !== null) return []
  try {
    return markedNames(reader.runSync(reader.parse(text), text))
  } catch {
    return []
  }
}

const reader = unified()
  .use(remarkParse)
  .use(remarkGfm, tildes)
  .use(remarkCjkFriendly)
  .use(remarkCjkFriendlyStrikethrough, tildes)
  .use(readCitations)
  .use(() => boundTree)
  .use(remarkRehype, {
    clobberPrefix: '',
    allowDangerousHtml: true,
    handlers: { html: keepRaw, citation: citationToHtml },
    footnoteLabelTagName: 'p',
    footnoteLabelProperties: { className: ['vh'] },
  })
  .use(() => readRawHtml)
  .use(() => replaceLostPictures)
  .use(rehypeSanitize, schema)
  .use(() => unmarkInLinks)
  .use(() => markMentions)
  .freeze()

const processor = reader()
  .use(() => namePlaces)
  .use(() => (tree: Root, file: VFile) => setDirections(tree, String(file.value)))
  .use(() => finish)
  .use(() => boundHtml)
  .use(rehypeStringify)
