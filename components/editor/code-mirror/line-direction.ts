import { RangeSetBuilder } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, ViewPlugin } from '@codemirror/view'

const auto = Decoration.line({ attributes: { dir: 'auto' } })

/** Each line has the direction of its first letter, as the paragraphs of the page do. */
const lines = ViewPlugin.define(
  (view) => {
    let shown = linesOf(view)
    return {
      get shown() {
        return shown
      },
      update(update) {
        if (update.docChanged || update.viewportChanged) shown = linesOf(update.view)
      },
    }
  },
  { decorations: ({ shown }) => shown },
)

function linesOf(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  for (const { from, to } of view.visibleRanges)
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at)
      builder.add(line.from, line.from, auto)
      at = line.to + 1
    }
  return builder.finish()
}

export const lineDirection = [EditorView.perLineTextDirection.of(true), lines]
