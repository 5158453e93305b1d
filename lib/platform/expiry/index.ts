export { expirePages } from './expire-pages'
export { type ExpiryFollower, followExpiries } from './follow-expiries'
export { pageTags } from './page-tags'
