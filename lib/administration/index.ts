export {
  askToRemoveSample,
  type Checklist,
  type ChecklistStep,
  readChecklist,
  type SetupStep,
  setStepAside,
  setupSteps,
} from './checklist'
export { type MailState, pauseMail, readMailState, resumeAddress, sendTestMail } from './look-after-mail'
export { readMails, retryMail } from './read-mail'
export { readStats } from './read-stats'
export {
  askForRelated,
  askOfMirror,
  readSearchIndex,
  retryEmbedding,
  retryRefused,
  type SearchIndexView,
  type SemanticSearchView,
} from './search-index'
export { noteSiteFaults } from './site-faults'
