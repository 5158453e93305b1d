// What other parts may use of canonical answers.
export { addAliasIn } from './add-alias'
export { archiveAnswer, restoreAnswer } from './archive-answer'
export { continueSections } from './continue-sections'
export { coverBatch, coverBatchMax } from './cover-batch'
export { coverCounts, refreshCoverCounts } from './cover-counts'
export { confirmRevised, coverThread, coverThreads, coverThreadsIn, uncoverThread, uncoverThreads } from './cover-thread'
export { discardDraft, restoreDraft } from './discard-draft'
export { commentOnDraft, saveDraft, saveDraftIn, setInReview } from './draft'
export { lastMajorAt, lastMajorNumber } from './last-major'
export { type AnswerRow, featuredAnswers, listAnswers } from './listing'
export { lockAnswerRows, lockCovering } from './lock-answers'
export { publishDraft, rollBack } from './publish-draft'
export { publishRevision } from './publish-revision'
export {
  type AnswerView,
  type RevisionEntry,
  readAnswer,
  readAnswerById,
  readRevision,
} from './read-answer'
export { type CoverBatch, type LeftThread, lastCoveredWith, readCoverBatch } from './read-cover-batch'
export { type CoveredThread, type NamedSection, readCoverage } from './read-coverage'
export { type DraftView, readDraft } from './read-draft'
export { type OwnCoverage, readOwnCoverage } from './read-own-coverage'
export { readAnswerPreview } from './read-preview'
export { type RenderedAnswer, type RenderedSection, renderAnswer } from './render-answer'
export { resolveContest, respondToCoverage } from './respond-to-coverage'
export { answerDocuments, documentsOfAnswer, indexedAnswer, readAnswerDocuments } from './search-documents'
export { startAnswer, startAnswerIn } from './start-answer'
export { storeSections } from './store-sections'
export { pagesOfAnswer } from './touched-pages'
export { undoCoverBatch } from './undo-cover-batch'
export { type RecentPublication, readRecentPublication, undoPublication } from './undo-publication'
export { unlessRevised } from './unless-revised'
export { withReindex, withReindexOfAll } from './with-reindex'
export { afterCoverageChange } from './write-coverage'
