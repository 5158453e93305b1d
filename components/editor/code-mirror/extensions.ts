import { history, historyKeymap, standardKeymap } from '@codemirror/commands'
import { deleteMarkupBackward, markdownLanguage, pasteURLAsLink } from '@codemirror/lang-markdown'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { completionIn } from './completion'
import { enterCommands } from './enter'
import { lineDirection } from './line-direction'
import { looks } from './looks'

/** Returns what makes an editor of Markdown of this textarea. */
export function extensionsFor(area: HTMLTextAreaElement): Extension[] {
  return [
    history(),
    // Tab is not among the keys: it leads on, as in every other field.
    keymap.of([
      ...enterCommands.map((run) => ({ key: 'Enter', run })),
      { key: 'Backspace', run: deleteMarkupBackward },
      ...historyKeymap,
      ...standardKeymap,
    ]),
    markdownLanguage.extension,
    pasteURLAsLink,
    completionIn(area),
    lineDirection,
    looks,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of(attributesFrom(area)),
    // As the textarea: what is too long can get shorter only.
    EditorState.changeFilter.of(({ newDoc, startState }) => newDoc.length <= Math.max(area.maxLength, startState.doc.length)),
  ]
}

/** A label of the page does not reach into a shadow root, so its words do. */
function attributesFrom(area: HTMLTextAreaElement): Record<string, string> {
  const described = (area.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent)
  return {
    'aria-label': area.labels[0]?.textContent ?? '',
    'aria-description': described.filter(Boolean).join(' '),
    'aria-keyshortcuts': 'Control+Enter',
    ...(area.getAttribute('aria-invalid') ? { 'aria-invalid': 'true' } : {}),
    spellcheck: 'true',
    autocorrect: 'on',
    autocapitalize: 'sentences',
  }
}
