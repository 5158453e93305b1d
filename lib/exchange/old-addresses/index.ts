export { findOldAddress } from './find-old-address'
