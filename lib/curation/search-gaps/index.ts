export { type AnswerGap, answerGap } from './answer-gap'
export { checkedReason, dismissGap, reopenGap } from './decide-gap'
export { continueSearchGaps } from './group-searches'
export {
  countSearchGaps,
  type GapEvent,
  type GapState,
  type GapWords,
  gapStates,
  readSearchGap,
  readSearchGaps,
  type SearchGapView,
} from './read-gaps'
export { replayGolden, takeOverGoldenFile } from './replay-golden'
export { askForReplay, type GoldenRow, goldenPageSize, readGoldenPage, removeGolden, saveGolden } from './save-golden'
export { readSynonyms, removeSynonym, saveSynonym } from './save-synonym'
export { type Way, ways } from './ways'
