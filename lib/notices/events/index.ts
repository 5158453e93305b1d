export { insertNotices, type Recipients } from './insert-notices'
export { kindsInSql, kindsNeeding, type NoticeKind, noticeKindNames, noticeKinds } from './kinds'
export { type EventSubject, recordEvent, recordSiteEvent, type Told } from './record-event'
export { copyWatches, followThread, moveWatches, type WatchedKind, watchedKinds } from './watches'
