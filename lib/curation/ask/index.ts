export { discardAskDraft, readAskDraft, removeOldAskDrafts, saveAskDraft } from './draft'
export { endAskSession, noteSuggestions } from './session'
export { findSimilar, hasUnseen, type Similar, suggestPlace } from './similar'
