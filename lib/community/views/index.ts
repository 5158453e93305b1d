export { ViewCounter } from './count-views'
