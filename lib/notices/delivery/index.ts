export { continueFanOut } from './fan-out'
export { removeOldNotices } from './remove-old'
