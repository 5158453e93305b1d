export { findSame, type SameCandidate } from './find-same'
export { markDistinct, markDuplicates, unmarkDuplicate } from './mark-duplicates'
export { mergeThreads } from './merge-threads'
export { type DuplicateGroup, readDuplicates, readLikelyAnswers } from './read-duplicates'
