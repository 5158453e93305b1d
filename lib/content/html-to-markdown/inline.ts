import type { Element, ElementContent } from 'hast'
import { emojiOf } from '../emoji'
import type { Rule } from './rule'
import { attribute, element, hasClass, text, wordsOf } from './tree'

const droppedElements = ['script', 'style', 'template', 'noscript', 'svg', 'button', 'link', 'meta', 'title']
const droppedClasses = [
  // The line under a picture: name, width and height of the file.
  'meta',
  'quote-controls',
  'avatar',
  'site-icon',
  'onebox-avatar',
  'onebox-avatar-inline',
  'onebox-metadata',
  'hashtag-icon-placeholder',
  'badge-wrapper',
  'badge-category__wrapper',
  'codeblock-button-wrapper',
  'cooked-selection-barrier',
  'd-icon',
  'footnotes-sep',
  'footnote-backref',
]

/** Drops decoration. */
export const dropped: Rule = (node) => {
  if (droppedElements.includes(node.tagName)) return []
  return hasClass(node, ...droppedClasses) ? [] : undefined
}

/** Replaces emoji, hashtags, dates, formulas and spans of BBCode by their content. */
export const inlineFormatting: Rule = (node) => {
  if (node.tagName === 'img' && hasClass(node, 'emoji')) return [text(emojiOf(attribute(node, 'title') || attribute(node, 'alt')))]
  if (hasClass(node, 'hashtag', 'hashtag-cooked', 'hashtag-raw')) hashtag(node)
  if (hasClass(node, 'discourse-local-date')) return [text(localDate(node))]
  if (node.tagName === 'span' && hasClass(node, 'math')) return [text(`$${wordsOf(node.children)}$`)]
  if (node.tagName === 'span' && hasClass(node, 'asciimath')) return [text(`%${wordsOf(node.children)}%`)]
  const span = Object.keys(spans).find((name) => hasClass(node, name))
  if (node.tagName === 'span' && span) return [element(spans[span] as string, {}, node.children)]
  if (node.tagName === 'u') node.tagName = 'ins'
  if (node.tagName === 'rt') return [text(`(${wordsOf(node.children)})`)]
  return node.tagName === 'rp' ? [] : undefined
}

const spans: Record<string, string> = { 'bbcode-b': 'strong', 'bbcode-i': 'em', 'bbcode-u': 'ins', 'bbcode-s': 'del' }

function hashtag(node: Element): void {
  node.properties.className = []
  const words = wordsOf(node.children).trim()
  node.children = [text(words.startsWith('#') ? words : `#${words}`)]
}

/** Returns a date as it was written, with its time zone, because readers may be in another one. */
function localDate(node: Element): string {
  const [date, time, zone] = ['dataDate', 'dataTime', 'dataTimezone'].map((name) => attribute(node, name))
  if (!date) return wordsOf(node.children as ElementContent[])
  const clock = time ? ` ${time.replace(/^(\d\d:\d\d):00$/, '$1')}` : ''
  return `${date}${clock}${clock && ` ${zone || 'UTC'}`}`
}
