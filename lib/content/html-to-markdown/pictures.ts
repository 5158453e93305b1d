import type { Rule } from './rule'
import { attribute, element, elementsIn, hasClass, text, wordsOf } from './tree'

/** Replaces a picture that opens a larger one by the larger one. */
export const lightbox: Rule = (node) => {
  if (node.tagName !== 'a' || !hasClass(node, 'lightbox')) return undefined
  const [image] = elementsIn(node, ({ tagName }) => tagName === 'img')
  if (!image) return undefined
  return [element('img', { src: attribute(node, 'href') || attribute(image, 'src'), alt: image.properties.alt }, [])]
}

/** Handles attachments. Discourse writes the kind of a file after its name: `[log.zip|attachment](upload://…)`. A video becomes a link. */
export const attachment: Rule = (node) => {
  if (node.tagName === 'a' && /\|attachment$/.test(wordsOf(node.children))) {
    node.properties.className = ['attachment']
    node.children = [text(wordsOf(node.children).replace(/\|attachment$/, ''))]
  }
  const [, name, kind] = (node.tagName === 'img' && /^(.*)\|(video|audio)(?:\|.*)?$/.exec(attribute(node, 'alt'))) || []
  return kind ? [element('a', { href: attribute(node, 'src'), className: ['attachment'] }, [text(name || kind)])] : undefined
}

/** Turns a recording without a link into a link to its file. */
export const recording: Rule = (node) => {
  if (node.tagName !== 'video' && node.tagName !== 'audio') return undefined
  const inside = elementsIn(node, ({ tagName }) => tagName === 'a' || tagName === 'source')
  const [link] = inside.filter(({ tagName }) => tagName === 'a')
  if (link) return [link]
  const href = attribute(node, 'src') || (inside[0] ? attribute(inside[0], 'src') : '')
  const name = href.split(/[?#]/)[0]?.split('/').at(-1)
  return href ? [element('a', { href, className: ['attachment'] }, [text(name || node.tagName)])] : []
}

/** Removes the size that Discourse writes into the description of a picture. A picture with embedded data becomes its description. */
export const picture: Rule = (node) => {
  if (node.tagName !== 'img') return undefined
  const alt = attribute(node, 'alt')
    .replace(/\|\d{1,5}x\d{1,5}.{0,40}$/, '')
    .trim()
  const src = attribute(node, 'src').trim()
  if (src === '' || /^data:/i.test(src)) return [text(alt)]
  node.properties = { src, alt, title: node.properties.title === alt ? undefined : node.properties.title }
  return undefined
}
