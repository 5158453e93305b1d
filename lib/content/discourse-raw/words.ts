import type { MarkdownIt, Token } from 'markdown-it'
import { emojiOf } from '../emoji'

/**
 * Replaces short names: `:tada:` becomes its character, `#howto::tag` becomes `#howto`, `[x]` at the beginning of a list item
 * becomes a checkbox.
 */
export function words(parser: MarkdownIt): void {
  parser.core.ruler.push('forum_words', ({ tokens, Token }) => {
    for (const [i, { children }] of tokens.entries()) {
      if (!children) continue
      replaceIn(children)
      const [first] = children
      const box = tokens[i - 2]?.type === 'list_item_open' && first?.type === 'text' ? /^\[([ xX*])\](?=\s|$)/.exec(first.content) : null
      if (!box || !first) continue
      first.content = first.content.slice(box[0].length)
      const input = new Token('forum_html', '', 0)
      input.content = `<span class="chcklst-box${box[1] === ' ' ? '' : ' checked'}"></span>`
      children.unshift(input)
    }
  })
}

function replaceIn(children: Token[]): void {
  let isAddress = false
  for (const token of children) {
    if (token.type === 'link_open') isAddress = token.info === 'auto'
    else if (token.type === 'link_close') isAddress = false
    else if (token.type === 'text' && !isAddress) token.content = meant(token.content)
  }
}

function meant(text: string): string {
  return text
    .replace(/(?<![\w:]):([a-z0-9_+-]{1,60}):(?:t[2-6]:)?(?![\w:])/g, (name) => emojiOf(name))
    .replace(/(?<![\w#])(#[\p{L}\p{N}_:-]{1,80}?)::(?:tag|category)(?!\w)/gu, '$1')
}
