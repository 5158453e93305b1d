// What other parts may use of canonical answers.
export { archiveAnswer } from './archive-answer'
export { coverThread, uncoverThread } from './cover-thread'
export { publishRevision } from './publish-revision'
export { answerDocuments } from './search-documents'
export { startAnswer } from './start-answer'
