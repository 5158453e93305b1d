export { continueReanalysis } from './reanalyse'
export { recount } from './recount'
export { reindex } from './reindex'
