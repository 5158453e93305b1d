export { codeOf } from './code-of'
export { DomainError, type DomainErrorCode } from './errors'
export { refuseStale } from './refuse-stale'
