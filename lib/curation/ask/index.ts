export { discardAskDraft, readAskDraft, removeOldAskDrafts, saveAskDraft } from './draft'
export { endAskSession, noteSuggestions } from './session'
export { findSimilar, hasUnseen, questionOf, type Similar, suggestPlace } from './similar'
