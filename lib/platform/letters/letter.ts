/** Words within a line. `href` makes them a link; `byPeople` says that they may run in another direction than the sentence. */
export type LetterPart = { text: string; href?: string; byPeople?: true }

export type LetterBlock =
  | { kind: 'text'; parts: LetterPart[] }
  /** What follows is about this. */
  | { kind: 'heading'; parts: LetterPart[] }
  /** What someone wrote; line breaks stay. */
  | { kind: 'quote'; text: string }
  | { kind: 'list'; items: LetterPart[][] }
  | { kind: 'button'; label: string; href: string }

/** What a mail says, before it is put into text and HTML. `foot` says why it was sent and how that is stopped. Links are whole addresses. */
export type Letter = { blocks: LetterBlock[]; foot?: LetterPart[][] }
