import type { Rule } from './rule'
import { element, elementsIn, hasClass, text, wordsOf } from './tree'

/** Turns a poll into a list of its options, with the number of votes. */
export const poll: Rule = (node) => {
  if (node.tagName !== 'div' || !hasClass(node, 'poll')) return undefined
  const [title] = elementsIn(node, (each) => hasClass(each, 'poll-title') || /^h[1-6]$/.test(each.tagName))
  const choices = elementsIn(node, ({ tagName }) => tagName === 'li')
  const [votes] = elementsIn(node, (each) => hasClass(each, 'info-number'))
  const voters = Number(wordsOf(votes?.children ?? []))
  const name = wordsOf(title?.children ?? []).trim()
  const head = name ? `Poll: ${name}` : 'Poll'
  const items = choices.map((choice) => element('li', {}, choice.children))
  return [
    element('p', {}, [element('strong', {}, [text(head)]), text(voters > 0 ? ` (${voters} ${voters === 1 ? 'voter' : 'voters'})` : '')]),
    ...(items.length > 0 ? [element('ul', {}, items)] : []),
  ]
}
