export { feedResponse } from './feed-response'
export { reads } from './reads'
export { redirectMerged } from './redirect-merged'
export { runSearch } from './run-search'
