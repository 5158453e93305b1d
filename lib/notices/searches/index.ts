export {
  changeSavedSearch,
  listSavedSearches,
  readSavedSearch,
  type SavedSearch,
  type SearchCommand,
  savedSearchesMax,
  searchCommands,
} from './change-searches'
export { continueSavedSearches } from './check-searches'
export { savedSearchAddress, savedSearchWords } from './saved-query'
