/** A part of a line: kept, added or removed. */
export type DiffPiece = { text: string; change: 'same' | 'added' | 'removed' }

/** A paragraph of a comparison. `changed` has parts of both texts. */
export type DiffBlock =
  | { kind: 'same'; text: string }
  | { kind: 'added'; text: string }
  | { kind: 'removed'; text: string }
  | { kind: 'changed'; pieces: DiffPiece[] }

/** Returns two texts that are not compared in detail: one removed, one added. */
export function wholeTexts(before: string, after: string): DiffBlock[] {
  return [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]
}
