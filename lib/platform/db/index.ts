export { type Db, db, disconnect, pool } from './client'
export { connectionOf } from './connection'
export { isConnectionLost } from './connection-lost'
export { refusalOf } from './connection-refused'
export { errorText } from './error-text'
export {
  AnswerStatus,
  CaseKind,
  CaseOutcome,
  CitationState,
  CoverageResponse,
  OneTimeLinkKind,
  Resolution,
  ReviewReason,
  Role,
  Significance,
  SubjectKind,
  ThreadState,
  Visibility,
} from './generated/enums'
export { cursorOf, type Keyset, keysetPage, keysetRead } from './keyset'
export { advisoryLocks, withLock } from './lock'
export { queryRow, queryRows, queryRowsIn, type Statement } from './query-rows'
export { takeDue } from './take-due'
export { transaction } from './transaction'
export { withClient } from './with-client'
