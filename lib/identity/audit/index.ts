export { readAudit } from './read-audit'
export { recordAudit } from './record'
