import type { StateBlock } from 'markdown-it'

/** Returns the position of the first character of a line after its indentation. */
export function startOf({ bMarks, tShift }: StateBlock, line: number): number {
  return (bMarks[line] ?? 0) + (tShift[line] ?? 0)
}
