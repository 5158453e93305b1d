export { readiness } from './readiness'
export { startWebServer } from './server'
