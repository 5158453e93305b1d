/** A piece of a line: kept, added or removed. */
export type DiffPiece = { text: string; change: 'same' | 'added' | 'removed' }

/** A paragraph of a comparison. `changed` has pieces of both texts. */
export type DiffBlock =
  | { kind: 'same'; text: string }
  | { kind: 'added'; text: string }
  | { kind: 'removed'; text: string }
  | { kind: 'changed'; pieces: DiffPiece[] }

/** Two texts that are not compared piece by piece: the one, then the other. */
export function wholeTexts(before: string, after: string): DiffBlock[] {
  return [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]
}
