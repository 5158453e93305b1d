import type { Element, ElementContent } from 'hast'
import type { Rule } from './rule'
import { attribute, element, elementsIn, hasClass, text, wordsOf } from './tree'

const isHeading = ({ tagName }: Element) => /^h[1-6]$/.test(tagName)
const isLink = ({ tagName }: Element) => tagName === 'a'

/** Turns a preview of another page into a link with its title, followed by the text of the preview. */
export const onebox: Rule = (node) => {
  if (node.tagName !== 'aside' || !hasClass(node, 'onebox')) return undefined
  const [article] = elementsIn(node, ({ tagName }) => tagName === 'article')
  const [heading] = article ? elementsIn(article, isHeading) : []
  const [link] = [heading, article, node].flatMap((each) => (each ? elementsIn(each, isLink) : []))
  const href = (link && attribute(link, 'href')) || attribute(node, 'dataOneboxSrc')
  const title = wordsOf(heading?.children ?? link?.children ?? []).trim() || href
  const head = href ? [element('p', {}, [element('a', { href }, [text(title)])])] : []
  const rest = (article?.children ?? []).filter((child) => child !== heading)
  return [element('blockquote', {}, [...head, ...(wordsOf(rest).trim() ? withoutThumbnails(rest) : rest)])]
}

/** Turns an embedded video into a link. */
export const videoOnebox: Rule = (node) => {
  const id = attribute(node, 'dataYoutubeId') || (hasClass(node, 'youtube-onebox') ? attribute(node, 'dataVideoId') : '')
  if (/^[\w-]{1,30}$/.test(id)) {
    const title = attribute(node, 'dataYoutubeTitle') || attribute(node, 'dataVideoTitle') || 'Video'
    return [element('p', {}, [element('a', { href: `https://www.youtube.com/watch?v=${id}` }, [text(title)])])]
  }
  if (!hasClass(node, 'video-placeholder-container')) return undefined
  const source = attribute(node, 'dataOrigSrc') || attribute(node, 'dataVideoSrc')
  return source ? [element('p', {}, [element('a', { href: source, className: ['attachment'] }, [text(nameOf(source))])])] : []
}

function nameOf(address: string): string {
  return address.split(/[?#]/)[0]?.split('/').at(-1) || 'Video'
}

/** Drops the thumbnail beside a description, which shows the same page again. */
function withoutThumbnails(nodes: ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type !== 'element') return [node]
    if (hasClass(node, 'thumbnail', 'aspect-image')) return []
    return [{ ...node, children: withoutThumbnails(node.children) }]
  })
}
