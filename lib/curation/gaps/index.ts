export { continueGaps } from './continue-gaps'
export { refreshGap } from './refresh-gap'
export { wantGaps } from './regroup'
