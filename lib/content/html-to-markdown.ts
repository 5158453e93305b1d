import type { Element, Root } from 'hast'
import { fromParse5 } from 'hast-util-from-parse5'
import { toMdast } from 'hast-util-to-mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { type Options, toMarkdown } from 'mdast-util-to-markdown'
import { parseFragment } from 'parse5'
import { SKIP, visit } from 'unist-util-visit'
import { emojiOf } from './emoji'

const writer: Options = { bullet: '-', emphasis: '*', fences: true, rule: '-', extensions: [gfmToMarkdown()] }

/**
 * HTML of a forum as clean Markdown. Scripts and styles go; what other forums wrap around code, quotes, mentions and
 * pictures becomes what it stands for. Text that is no HTML comes out unharmed. It may take seconds: call `convertHtml`.
 */
export function htmlToMarkdown(html: string): string {
  try {
    // Without unified and without places in the source: an import converts every post, and this is half of its time.
    const tree = fromParse5(parseFragment(html)) as Root
    simplify(tree)
    return toMarkdown(toMdast(tree, { document: false }), writer).trim()
  } catch {
    // Nested deeper than the parser's stack: keep the words.
    return withoutTags(html)
  }
}

/** The words of HTML, in time that grows with its length alone. */
export function withoutTags(html: string): string {
  return html
    .split('<')
    .map((piece, i) => (i === 0 ? piece : ` ${piece.includes('>') ? piece.slice(piece.indexOf('>') + 1) : piece}`))
    .join('')
    .replace(/[ \t]+/g, ' ')
    .trim()
}

function simplify(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (!parent || index === undefined) return
    const classes = classesOf(node)
    if (['script', 'style', 'template', 'noscript', 'svg'].includes(node.tagName)) {
      parent.children.splice(index, 1)
      return [SKIP, index]
    }
    // Discourse: <code class="lang-swift">; "auto" says nothing.
    const language = classes.find((name) => /^lang(uage)?-/.test(name))?.replace(/^lang(uage)?-/, '')
    if (node.tagName === 'code' && language !== undefined) {
      node.properties.className = /^(auto|nohighlight|plaintext|none|default)$/.test(language) ? [] : [`language-${language}`]
    }
    if (node.tagName === 'pre') languageOfPre(node, classes)
    if (node.tagName === 'img' && classes.includes('emoji')) {
      parent.children[index] = { type: 'text', value: emojiOf(String(node.properties.title ?? node.properties.alt ?? '')) }
    }
    if (node.tagName === 'a' && (classes.includes('mention') || classes.includes('anchor'))) {
      parent.children.splice(index, 1, ...node.children)
      return index
    }
    // Discourse wraps pictures in links to their originals with a caption of file name and size.
    if (node.tagName === 'div' && classes.includes('meta')) {
      parent.children.splice(index, 1)
      return [SKIP, index]
    }
    if (node.tagName === 'aside' && classes.includes('quote')) node.tagName = 'div'
  })
}

// Stack Exchange says the language on <pre>: <pre class="lang-js prettyprint-override">.
function languageOfPre(pre: Element, classes: string[]): void {
  const language = classes.find((name) => name.startsWith('lang-'))?.slice(5)
  const code = pre.children.find((child): child is Element => child.type === 'element' && child.tagName === 'code')
  if (language && code && language !== 'none') code.properties.className = [`language-${language}`]
}

function classesOf(node: Element): string[] {
  const { className } = node.properties
  return Array.isArray(className) ? className.map(String) : []
}
