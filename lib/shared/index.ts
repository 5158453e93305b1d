export { atLeast } from './at-least'
export { type CitedTarget, citedAddress, citedSection, citedTarget } from './cited-address'
export { decoded } from './decoded'
export { deviceName } from './device-name'
export { bytesOf, counted, countedTo, fullCount, fullDate, listDate, readingMinutes, shortCount } from './format'
export { type HoldReason, holdReasonNames, holdReasons } from './hold-reasons'
export { asText, idMark, placeMark, withIds } from './html-ids'
export {
  bodyLengthMax,
  descriptionLengthMax,
  deskCountedMax,
  displayNameLengthMax,
  listingPageSize,
  queryLengthMax,
  relatedCountMax,
  repliesPageSize,
  summaryLengthMax,
  titleLengthMax,
  topicNameLengthMax,
} from './limits'
export { withFewMarks } from './marks'
export { mentionedName, mentionKey, mentionOf, mentionPattern } from './mention-syntax'
export { OneAtATime, TooManyWaitError } from './one-at-a-time'
export { Pause } from './pause'
export { numbersOfPage, pageOfReply } from './reply-pages'
export { type ReportReason, reportReasonNames, reportReasons } from './report-reasons'
export { keysOf } from './shown-keys'
export { slugOf, tagLengthMax, tagNameOf } from './slug'
export { storable } from './storable'
export { suspendedCode } from './suspended-code'
export { inboxLabel, unreadCountMax, unreadWord } from './unread'
export { urls } from './urls'
export {
  type HiddenPost,
  type ReplyDraft,
  type ViewerActions,
  type ViewerOfPost,
  type ViewerOfReply,
  type ViewerOfSite,
  type ViewerOfThread,
  viewerOfPost,
  type WatchedSubject,
  type WatchState,
} from './viewer-actions'
export { wayBack, wayBackFrom } from './way-back'
export { formerMember, redactedSlug, redactedTitle, withdrawnBody, withdrawnTitle } from './withdrawn'
export { withoutSecrets } from './without-secrets'
export { wordsOf } from './words-of'
