import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it'
import { escapeHtml } from '../markdown/as-written'
import { startOf } from './block-lines'

/** Adds formulas to the parser. Within them, signs of Markdown have no meaning. */
export function math(parser: MarkdownIt): void {
  parser.block.ruler.before('fence', 'math', block, { alt: ['paragraph', 'reference', 'blockquote', 'list'] })
  parser.inline.ruler.before('escape', 'math', span)
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice(startOf(state, line), state.eMarks[line]).trim()
}

function block(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const env = state.env as { mathOpen?: Set<string> }
  env.mathOpen ??= new Set()
  if (lineOf(state, startLine) !== '$$' || env.mathOpen.has(state.src)) return false
  let line = startLine + 1
  while (line < endLine && lineOf(state, line) !== '$$') line++
  if (line >= endLine) {
    // The end is looked for once, because a text may have thousands of such lines within quotes.
    env.mathOpen.add(state.src)
    return false
  }
  if (silent) return true
  const formula = state.getLines(startLine + 1, line, state.blkIndent, false)
  state.push('forum_html', '', 0).content = `<div class="math">${escapeHtml(formula)}</div>`
  state.line = line + 1
  return true
}

/** A longer match is a text with two prices in it. */
const formulaLengthMax = 500

/** Reads `$x$` by the rules of the source: no blank inside the signs, no letter or digit right outside. */
function span(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (src[pos] !== '$' || /[\w$\\]/.test(src[pos - 1] ?? ' ')) return false
  const piece = src.slice(pos, Math.min(state.posMax, pos + formulaLengthMax))
  const found = /^\$([^\s$`](?:[^$`\n]*[^\s$`\\])?)\$(?![\w$])/.exec(piece)
  if (!found) return false
  if (!silent) state.push('forum_html', '', 0).content = `<span class="math">${escapeHtml(found[1] ?? '')}</span>`
  state.pos += found[0].length
  return true
}
