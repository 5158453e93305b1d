export { refreshGap } from './refresh-gap'
