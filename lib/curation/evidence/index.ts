// Sources of canonical answers that editors should look at.
export { dropCitation } from './drop-citation'
export { noticeChanges } from './notice-changes'
export { countFlagged, type FlaggedCitation, readFlagged, readFlaggedOf } from './read-flagged'
export { CitationBefore, lockCitationsOf, unverifyCitationsOf, verifyCitationsOf } from './verify-all'
export { undoVerifyCitation, verifyCitation } from './verify-citation'
