import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it'
import { startOf } from './block-lines'
import { blocks, writerFor } from './blocks'
import { type BbPair, pairsIn } from './pairs'
import { dateOf, linkOf, spans, wholes } from './spans'
import { tagAt } from './tags'

const names: ReadonlySet<string> = new Set([...Object.keys(blocks), ...Object.keys(spans), ...Object.keys(wholes)])

/** State of one parse: the tags of each text, and the pairs that were opened. */
type Env = { pairs?: Map<string, Map<number, BbPair>>; opened?: Set<BbPair> }

/** Adds BBCode to the parser, as blocks and within lines. */
export function bbcode(parser: MarkdownIt): void {
  parser.block.ruler.before('blockquote', 'bbcode', block, { alt: ['paragraph', 'reference', 'blockquote', 'list'] })
  parser.inline.ruler.before('link', 'bbcode', span)
  parser.renderer.rules.forum_html = (tokens, i) => tokens[i]?.content ?? ''
}

function pairsOf({ src, env }: { src: string; env: unknown }): Map<number, BbPair> {
  const memory = env as Env
  memory.pairs ??= new Map()
  let pairs = memory.pairs.get(src)
  if (!pairs) {
    pairs = src.includes('[/') ? pairsIn(src, names) : new Map()
    memory.pairs.set(src, pairs)
  }
  return pairs
}

function block(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const { src, bMarks, eMarks, blkIndent } = state
  const start = startOf(state, startLine)
  if (src[start] !== '[' || (state.sCount[startLine] ?? 0) - blkIndent >= 4) return false
  const pair = pairsOf(state).get(start)
  const write = pair?.open === start ? blocks[pair.tag.name] : undefined
  if (!pair || !write) return false
  let line = startLine
  while (line < endLine && (eMarks[line] ?? 0) < pair.close) line++
  if (line >= endLine) return false
  const rest = src.slice(pair.closeEnd, eMarks[line])
  // [spoiler]…[/spoiler] at the beginning of a sentence is a part of the sentence.
  if (rest.trim() !== '' && (pair.tag.name in spans || pair.tag.name in wholes)) return false
  if (silent) return true
  const content =
    line === startLine
      ? src.slice(pair.tag.end, pair.close)
      : `${src.slice(pair.tag.end, eMarks[startLine])}\n${state.getLines(startLine + 1, line, blkIndent, true)}${lastLine(src.slice(bMarks[line], pair.close), blkIndent)}`
  const writer = writerFor(state)
  write(writer, pair.tag, content)
  if (rest.trim() !== '') writer.parse(rest.trim())
  state.line = line + 1
  return true
}

function lastLine(text: string, indent: number): string {
  let i = 0
  while (i < indent && text[i] === ' ') i++
  return text.slice(i)
}

function span(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state
  if (src[pos] !== '[') return false
  const memory = state.env as Env
  memory.opened ??= new Set()
  const put = (html: string, end: number) => {
    if (!silent) state.push('forum_html', '', 0).content = html
    state.pos = end
    return true
  }
  const pair = pairsOf(state).get(pos)
  const marks = pair && (linkOf(pair.tag) ?? spans[pair.tag.name])
  if (pair?.close === pos) return marks !== undefined && memory.opened.has(pair) && put(marks[1], pair.closeEnd)
  if (pair && pair.closeEnd <= posMax) {
    const whole = marks ? undefined : wholes[pair.tag.name]
    if (whole) return put(whole(pair.tag, src.slice(pair.tag.end, pair.close)), pair.closeEnd)
    if (!marks) return false
    if (!silent) memory.opened.add(pair)
    return put(marks[0], pair.tag.end)
  }
  if (!/^\[date/i.test(src.slice(pos, pos + 5))) return false
  const tag = tagAt(src, pos)
  const date = tag && tag.end <= posMax ? dateOf(tag) : null
  return tag !== null && date !== null && put(date, tag.end)
}
