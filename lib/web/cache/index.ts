export { PageCache } from './page-cache'
export { type Handler, notFoundPath, PageServer } from './serve-page'
export { SessionCache } from './session-cache'
