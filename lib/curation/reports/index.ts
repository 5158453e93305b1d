// What other parts may use of reports, appeals, proposed suspensions, and the queue in which editors decide about them.
export { type Appeal, type AppealState, appealHiding, readAppeal, refuseAppeal, restoreAppealed } from './appeal'
export { dismissReport, hideReported } from './decide-report'
export { listOwnReports, type OwnReport } from './list-own-reports'
export { type CasePost, countedMax, countQueue, type QueueCounts, type QueueRow, readQueue } from './read-queue'
export { type AuthorRecord, postsCountedMax } from './read-records'
export type { CaseReport, EarlierDecision } from './read-reports'
export { readOpenReport, reportPost } from './report-post'
export {
  declineSuspension,
  proposeSuspension,
  readProposal,
  type SuspensionProposal,
  suspendPerson,
  suspendProposed,
} from './suspension'
