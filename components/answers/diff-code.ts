import type { DiffBlock } from '@/lib/content'

/** A stretch of a comparison that has one face: code, or words. */
export type Run = { text: string; code: boolean }
type Change = 'added' | 'removed' | 'same'
export type ChangedRuns = { change: Change; runs: Run[] }

/** Where a reader of Markdown is: within a fence, and at the beginning of a line. */
type Place = { fence: string | null; lineStart: boolean }

const fenceMark = /^ {0,3}(`{3,}|~{3,})/
const inlineCode = /(?<!`)(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g

/**
 * Returns the blocks of a comparison of Markdown, each in pieces with one change, divided into code and words. A fence may begin in one
 * block and end in another. The older and the newer text are followed apart, because a change may add or remove a fence.
 */
export function codeRuns(blocks: DiffBlock[]): ChangedRuns[][] {
  const older: Place = { fence: null, lineStart: true }
  const newer: Place = { fence: null, lineStart: true }
  return blocks.map((block) => {
    older.lineStart = newer.lineStart = true
    const pieces = block.kind === 'changed' ? block.pieces : [{ text: block.text, change: block.kind }]
    return pieces.map(({ text, change }) => {
      if (change === 'removed') return { change, runs: runsOf(text, older) }
      if (change === 'same') runsOf(text, older)
      return { change, runs: runsOf(text, newer) }
    })
  })
}

function runsOf(text: string, place: Place): Run[] {
  const runs: Run[] = []
  for (const line of text.match(/[^\n]*\n|[^\n]+/g) ?? []) {
    const mark = place.lineStart ? fenceMark.exec(line)?.[1] : undefined
    const isCode = place.fence !== null || mark !== undefined
    if (mark && place.fence === null) place.fence = mark
    else if (mark && place.fence !== null && mark.startsWith(place.fence)) place.fence = null
    place.lineStart = line.endsWith('\n')
    if (isCode) addRun(runs, line, true)
    else addWords(runs, line)
  }
  return runs
}

// Code in a sentence counts where both of its marks are in the same piece.
function addWords(runs: Run[], line: string): void {
  let at = 0
  for (const match of line.matchAll(inlineCode)) {
    addRun(runs, line.slice(at, match.index), false)
    addRun(runs, match[0], true)
    at = match.index + match[0].length
  }
  addRun(runs, line.slice(at), false)
}

function addRun(runs: Run[], text: string, code: boolean): void {
  if (text === '') return
  const last = runs.at(-1)
  if (last?.code === code) last.text += text
  else runs.push({ text, code })
}
