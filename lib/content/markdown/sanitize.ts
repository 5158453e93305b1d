import { defaultSchema, type Options } from 'rehype-sanitize'
import { idMark } from '../../shared'
import { safeElements } from './safe-elements'

const attributes = defaultSchema.attributes ?? {}
/** Elements that Markdown itself makes, besides those that people may write. */
const ofMarkdown = ['div', 'input', 'section']
/** A picture must have one address. With several, some would not be checked. */
const dropped = new Set(['picture', 'source'])

/**
 * The final check: everything that a post may contain, whatever earlier steps made. Ids get a prefix, so that none is an id of
 * the page.
 */
export const schema: Options = {
  ...defaultSchema,
  clobberPrefix: idMark,
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  tagNames: [...safeElements, ...ofMarkdown].filter((name) => !dropped.has(name)),
  attributes: {
    ...attributes,
    ol: [...(attributes.ol ?? []), 'reversed', ['type', '1', 'a', 'A', 'i', 'I']],
    // The heading of footnotes, for screen readers.
    p: [...(attributes.p ?? []), ['className', 'vh']],
    '*': [...(attributes['*'] ?? []).filter((name) => name !== 'dir' && name !== 'name'), ['dir', 'ltr', 'rtl', 'auto']],
  },
}
