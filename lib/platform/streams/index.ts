export { buffersOf } from './buffers-of'
