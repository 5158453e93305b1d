import type { Element, ElementContent } from 'hast'
import { absolute } from './addresses'
import type { Rule } from './rule'
import { attribute, element, elementsIn, hasClass, text, wordsOf } from './tree'

/** Begins a quote of another post with its author, linked to the post. */
export const quote: Rule = (node, { base }) => {
  if (node.tagName !== 'aside' || !hasClass(node, 'quote')) return undefined
  const [title] = elementsIn(node, (each) => hasClass(each, 'title'))
  const said = node.children.filter((child) => child !== title).flatMap(contentOf)
  const attribution = attributionOf(node, title, base)
  return [element('blockquote', {}, [...(attribution ? [element('p', {}, attribution)] : []), ...said])]
}

function contentOf(child: ElementContent): ElementContent[] {
  return child.type === 'element' && child.tagName === 'blockquote' ? child.children : [child]
}

function attributionOf(node: Element, title: Element | undefined, base: string | null): ElementContent[] | null {
  const name = attribute(node, 'dataDisplayName') || attribute(node, 'dataUsername')
  const [link] = title
    ? elementsIn(title, ({ tagName, ...each }) => tagName === 'a' && !hasClass({ tagName, ...each }, 'badge-wrapper'))
    : []
  const href = (link && attribute(link, 'href')) || addressOf(node, base)
  const words = (link ? wordsOf(link.children) : name || (title ? wordsOf(title.children) : '')).trim().replace(/:$/, '')
  if (!words) return null
  const linked = href ? element('a', { href }, [text(words)]) : text(words)
  return link && name && name !== words ? [text(`${name}, `), linked, text(':')] : [linked, text(':')]
}

/** Returns the address of the quoted post. Without a base, it redirects once that topic is imported. */
function addressOf(node: Element, base: string | null): string | null {
  const [topic, post] = [attribute(node, 'dataTopic'), attribute(node, 'dataPost')]
  if (!/^\d{1,12}$/.test(topic)) return null
  // The first post has the address of the topic.
  return absolute(/^\d{1,9}$/.test(post) && post !== '1' ? `/t/${topic}/${post}` : `/t/${topic}`, base)
}
