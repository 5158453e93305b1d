// What other parts may use of posts that wait for approval.
export { approveHeld, discardHeld, rejectHeld } from './decide-held'
export { type HeldOutcome, holdPost } from './hold-post'
export { listOwnUnseen, noneUnseen, type OwnUnseen } from './list-own-unseen'
export { type HeldPost, readHeld } from './read-held'
export { needsProof, noteScreened, type Screening, screenPost } from './screen-post'
