export { type Action, authorize, may } from './policy'
export { authorizePerson } from './require'
export { system, type Viewer, viewerOf, visibilitiesFor, visitor } from './viewer'
