export { findAction, handleAction, type Refused } from './handle-action'
