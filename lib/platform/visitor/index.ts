export { dayOf, visitorOf } from './visitor'
