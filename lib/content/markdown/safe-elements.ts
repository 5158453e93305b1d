/**
 * HTML elements that people may write in Markdown: those that GitHub allows and that have a meaning of their own. Every other
 * tag is shown as text, also boxes without a meaning (div, span, section) and form fields: people who write them in a post
 * write about HTML. This file imports nothing, because the words for search follow the same rule.
 */
export const safeElements: ReadonlySet<string> = new Set(
  [
    'a abbr b bdo br cite code del dfn em i img ins kbd mark picture q rp rt ruby s samp small source strike strong sub sup time tt var wbr',
    'blockquote dd details dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre summary ul',
    'caption table tbody td tfoot th thead tr',
  ]
    .join(' ')
    .split(' '),
)
