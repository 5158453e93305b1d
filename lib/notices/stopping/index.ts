export { readReport } from './read-report'
export { type MailReport, type MailReportOutcome, recordReport } from './record-report'
export { labelsOf, readUnsubscribe, unsubscribe } from './unsubscribe'
export { type StoppedMails, unsubscribeAddress } from './unsubscribe-token'
