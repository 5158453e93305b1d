export { type FoundAction, findAction } from './find-action'
export { handleAction, type Refused } from './handle-action'
