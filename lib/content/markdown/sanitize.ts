import { defaultSchema, type Options } from 'rehype-sanitize'
import { idMark } from '../../shared'
import { safeElements } from './safe-elements'

const attributes = defaultSchema.attributes ?? {}
/** What Markdown itself makes beside the elements that people may write. */
const ofMarkdown = ['div', 'input', 'section']
/** Pictures come at one address each: others would be left out of what is checked of them. */
const dropped = new Set(['picture', 'source'])

/**
 * The last wall: what may be in a post, whatever the steps before it made. Names get the mark in front, so that none is that of a
 * place or field of the page.
 */
export const schema: Options = {
  ...defaultSchema,
  clobberPrefix: idMark,
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  tagNames: [...safeElements, ...ofMarkdown].filter((name) => !dropped.has(name)),
  attributes: {
    ...attributes,
    ol: [...(attributes.ol ?? []), 'reversed', ['type', '1', 'a', 'A', 'i', 'I']],
    // The label above footnotes, for those who can't see them.
    p: [...(attributes.p ?? []), ['className', 'vh']],
    '*': [...(attributes['*'] ?? []).filter((name) => name !== 'dir' && name !== 'name'), ['dir', 'ltr', 'rtl', 'auto']],
  },
}
