// What other parts may use of threads.
export { acceptReply, retractAcceptance } from './accept-reply'
export { boostReply, boostThread, retractReplyBoost, retractThreadBoost } from './boost'
export { setThreadState } from './close-thread'
export { editReply } from './edit-reply'
export { editThread } from './edit-thread'
export { type PostHistoryPage, type PostRevision, readReplyHistory, readThreadHistory } from './history'
export { listOwnHidden, type OwnHidden } from './list-own-hidden'
export { listReplies, type ReplyListing, type ReplyRow } from './list-replies'
export {
  type Listing,
  type ListingFilter,
  type ListingRequest,
  type ListingSort,
  listingFilters,
  listingSorts,
  listThreads,
  readThreadRows,
  type ThreadRow,
} from './listing'
export { type LockedThread, lockThread, lockThreadRows, lockThreads, lockThreadsThere } from './lock-threads'
export { moveVisits } from './move-visits'
export { type NewestReply, readNewestReplies } from './newest-replies'
export { nextReplyNumber } from './next-reply-number'
export { postReply, postReplyIn } from './post-reply'
export { type BestReply, readBestReplies } from './read-best-replies'
export { readBodies } from './read-bodies'
export type { CoveringAnswer } from './read-covering'
export { readMergedInto } from './read-merged'
export { type PostForViewer, readPost, renderPost } from './read-post'
export { readThreadPreview } from './read-preview'
export { readFormerPage, readReplyPlace } from './read-reply-place'
export { readSources } from './read-sources'
export { readThread } from './read-thread'
export { readFacts } from './read-useful-reply'
export { readViewerActions } from './read-viewer-actions'
export {
  discardReplyDraft,
  listReplyDrafts,
  type ReplyDraftRow,
  readOwnReply,
  removeOldReplyDrafts,
  saveReplyDraft,
} from './reply-draft'
export { countInTopic, refreshResolution, resolutionOf } from './resolution'
export { openingDocument, replyDocument } from './search-documents'
export { startThread, startThreadIn } from './start-thread'
export type { ReplyView, ThreadView, UsefulReplyView } from './thread-view'
export { pagesOf, pagesOfThread, pagesOfThreads, pagesShowing, placedThread, type ThreadAtHand } from './touched-pages'
export { usefulness } from './usefulness'
export { visibleThread } from './visible'
export { lockReply } from './visible-reply'
export { whyThreadStays } from './why-thread-stays'
