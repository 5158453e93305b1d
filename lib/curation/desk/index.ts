// What other parts may use of the desk: what waits for editors, and the pages that list all of it.
export type { ContestedRow } from './contested-rows'
export type { DraftRow } from './draft-rows'
export { type DraftState, draftStates, listDrafts } from './list-drafts'
export { listOwnDrafts } from './list-own-drafts'
export { listPastReview, type PastReviewRow } from './list-past-review'
export {
  listUnanswered,
  type UnansweredPage,
  type UnansweredRequest,
  type UnansweredRow,
  unansweredAges,
  unansweredSorts,
  unansweredStates,
} from './list-unanswered'
export { readContestedPairs } from './read-contested'
export { type Desk, deskCountedMax, deskShown, readDesk, type Waiting } from './read-desk'
export type { GapRow } from './read-gap-rows'
export { type HiddenRow, readHidden } from './read-hidden'
export { windowMax } from './unanswered-window'
