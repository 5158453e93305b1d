// What other parts may use of the review of canonical answers.
export type { NewerVersion } from './enough-of'
export { readNewerVersions } from './read-versions'
export { doubtMin, doubts } from './doubt'
