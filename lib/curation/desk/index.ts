export { readContestedPairs } from './read-contested'
export { type DraftRow, readDesk } from './read-desk'
export { type HiddenRow, readHidden } from './read-hidden'
