export { log, messageOf } from './log'
