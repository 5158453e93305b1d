export { bringUpToDate } from './bring-up-to-date'
export { enableVectors } from './enable-vectors'
export { withScratchDatabase } from './scratch-database'
