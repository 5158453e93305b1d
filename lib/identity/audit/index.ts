export { readAudit } from './read-audit'
export { readHidingReasons } from './read-hiding-reasons'
export { recordAudit } from './record'
