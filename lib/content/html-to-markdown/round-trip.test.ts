import type { Root } from 'hast'
import { fromParse5 } from 'hast-util-from-parse5'
import { parseFragment } from 'parse5'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { expect, test } from 'vitest'
import { htmlToMarkdown } from '.'
import { wordsOf } from './tree'

// Raw HTML is kept, as safe elements are on pages.
const renderer = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeStringify, { allowDangerousHtml: true })

/** Returns all characters that a reader sees, without white space. */
function seen(html: string): string {
  return wordsOf((fromParse5(parseFragment(html)) as Root).children as never).replace(/\s+/g, '')
}

/** Words with a meaning in Markdown or HTML. */
const nasty = [
  'a',
  'word',
  '*',
  '**b**',
  '_i_',
  'snake_case',
  '#',
  '# h',
  '1.',
  '2) x',
  '-',
  '+ y',
  '>',
  '`',
  '``c``',
  '[x]',
  '[l](u)',
  '![p]',
  '|',
  '~',
  '~~d~~',
  '\\',
  '\\*',
  '&lt;div&gt;',
  'List&lt;T&gt;',
  '&lt;/b&gt;',
  '&amp;amp;',
  '&amp;#35;',
  '&lt;!-- c',
  '$x_1$',
  '^[f]',
  '[^1]',
  '===',
  '---',
  'http://a.example/_b_',
  ' 漢字 ',
  ' 「重要」 ',
  '1 &lt; 2',
  'C:\\d',
  ':smile:',
  '@ada',
  '\u00a0x',
  'a@b.example',
  '&lt;http://c.example&gt;',
  '&lt;br&gt;',
]
const inline = [
  'b',
  'i',
  'em',
  'strong',
  'code',
  'sup',
  'sub',
  'kbd',
  'ins',
  'del',
  's',
  'u',
  'span',
  'mark',
  'a href="https://l.example/(x)_y"',
  'span class="bbcode-b"',
  'var',
]

/** The same numbers each time, so that a failure can be repeated. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function someHtml(seed: number): string {
  const random = randomFrom(seed * 7_919 + 1)
  const one = <T>(of: T[]): T => of[random(of.length)] as T
  const wrap = (tag: string, content: string) => `<${tag}>${content}</${tag.split(' ')[0]}>`
  const phrase = (depth: number): string =>
    Array.from({ length: 1 + random(4) }, () =>
      depth > 0 && random(3) === 0 ? wrap(one(inline), phrase(depth - 1)) : one(nasty) + one(['', ' ', ' ', '<br>']),
    ).join('')
  const block = (depth: number): string => {
    if (depth === 0) return wrap('p', phrase(2))
    const inner = () => block(depth - 1)
    return one([
      () => wrap('p', phrase(2)),
      () => wrap('h2', phrase(1)),
      () => wrap(one(['ul', 'ol start="3"']), wrap('li', phrase(2)) + wrap('li', inner())),
      () => wrap('blockquote', inner() + inner()),
      () => wrap('details', wrap('summary', one(nasty)) + inner()),
      () => wrap('pre', wrap('code class="lang-c"', `${one(nasty)}\n\n${one(nasty)}`)),
      () => wrap('table', wrap('tr', wrap('th', phrase(1)) + wrap('th', 'h')) + wrap('tr', wrap('td', phrase(2)) + wrap('td', phrase(1)))),
    ])()
  }
  return Array.from({ length: 1 + random(3) }, () => block(2)).join('')
}

test('whatever a post of another forum says, its reader here sees the same characters', () => {
  for (let seed = 0; seed < 400; seed++) {
    const html = someHtml(seed)
    const markdown = htmlToMarkdown(html)
    expect(seen(String(renderer.processSync(markdown))), `${seed}: ${html}\n${markdown}`).toBe(seen(html))
  }
})
