export {
  askToRemoveSample,
  type Checklist,
  type ChecklistStep,
  readChecklist,
  type SetupStep,
  setStepAside,
  setupSteps,
} from './checklist'
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
