export type { Letter, LetterBlock, LetterPart } from './letter'
export { htmlOfText, renderLetter } from './render-letter'
