export { doubtMin, doubts } from './doubt'
