export { readMails, retryMail } from './read-mail'
export { readStats } from './read-stats'
export {
  askForRelated,
  askOfMirror,
  type MeaningView,
  readSearchIndex,
  retryEmbedding,
  retryRefused,
  type SearchIndexView,
} from './search-index'
