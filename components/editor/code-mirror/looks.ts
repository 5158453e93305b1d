import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** Colours and sizes are those of the page: its properties and the host's face reach into the shadow root. */
const theme = EditorView.theme({
  '&': { color: 'var(--ink)' },
  // The host shows the focus, on the whole field.
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', minHeight: 'var(--md-inner)', maxHeight: '70vh' },
  '.cm-content': { padding: '.75rem 0', caretColor: 'var(--ink)', minHeight: 'var(--md-inner)', boxSizing: 'border-box' },
  '.cm-line': { padding: '0 .75rem' },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', color: 'var(--ink)', border: '1px solid var(--line-firm)', boxShadow: 'var(--pop)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--face-talk)', fontSize: 'var(--fs-ui)', maxHeight: '16rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '.25rem .75rem', borderInlineStart: '3px solid transparent' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--tint)',
    color: 'var(--ink)',
    borderInlineStartColor: 'var(--accent)',
  },
  '.cm-completionDetail': { color: 'var(--ink-3)', fontStyle: 'normal' },
  '.cm-completionMatchedText': { textDecorationColor: 'currentColor', fontWeight: '650' },
})

/** As code on the page: weight before colour, signs in the quietest ink, literals in theirs. */
const highlight = HighlightStyle.define([
  { tag: [tags.heading, tags.strong], fontWeight: '650' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.monospace, color: 'var(--literal)' },
  { tag: tags.link, color: 'var(--accent)' },
  { tag: tags.quote, color: 'var(--ink-2)' },
  { tag: [tags.url, tags.processingInstruction, tags.contentSeparator, tags.labelName, tags.comment], color: 'var(--ink-3)' },
])

export const looks = [theme, syntaxHighlighting(highlight)]
