export { countReading } from './count-reading'
export { clearCount, countAgainst, type LimitName } from './rate-limit'
