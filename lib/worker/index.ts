export { startWorker } from './worker'
