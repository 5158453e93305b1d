// What other parts may use of redaction: removing the text of a revision for good.
export { findRevisions, redactIn, redactRevisions } from './redact-revisions'
export { lockRevised, type RedactableRevision, type Revised, readRedactable, readStored } from './subject'
