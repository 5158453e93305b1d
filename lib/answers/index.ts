// What other parts may use of canonical answers.
export { archiveAnswer, restoreAnswer } from './archive-answer'
export { coverCounts, refreshCoverCounts } from './cover-counts'
export { confirmRevised, coverThread, coverThreads, settle, uncoverThread } from './cover-thread'
export { changeIndexed, changeIndexedOf } from './index-answer'
export { judgeCoverage, ruleCoverage } from './judge-coverage'
export { publishRevision } from './publish-revision'
export { answerDocuments, documentsOfAnswer, indexedAnswer } from './search-documents'
export { startAnswer } from './start-answer'
