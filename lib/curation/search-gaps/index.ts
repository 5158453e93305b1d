export type { AnswerGap } from './act-on-gap'
export { answerGap } from './answer-gap'
export { checkedReason, dismissGap, reopenGap } from './decide-gap'
export { continueSearchGaps } from './group-searches'
export {
  countSearchGaps,
  type GapEvent,
  type GapWords,
  readSearchGap,
  readSearchGaps,
  type SearchGapView,
} from './read-gaps'
export { replayGolden, takeOverGoldenFile } from './replay-golden'
export { askForReplay, type GoldenRow, goldenPageSize, readGoldenPage, removeGolden, saveGolden } from './save-golden'
export { readSynonyms, removeSynonym, saveSynonym } from './save-synonym'
export { type GapState, gapStates } from './states'
export { type Way, ways } from './ways'
