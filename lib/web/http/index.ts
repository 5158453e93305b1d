export { type Address, addressFault, isServed, isStatic, readAddress } from './address'
export { bearsToken } from './bearer'
export { cameFrom } from './came-from'
export { clientAddress, networkOf } from './client-address'
export { newNonce, sealPage } from './content-security'
export { faultFields, faultSentence, faultStatus, newRequestId, ReaderLeft } from './fault'
export { type FormState, formSentTo, sentValue } from './form-state'
export { rawAnswer, resetHeaders, setSecurityHeaders } from './headers'
export { keepHtml } from './html-parts'
export { metrics } from './metrics'
export { carriesSession, isSameOrigin } from './origin'
export { dayOf, decoded, idOf, listingParameters, many, one, pageNumber, type Query } from './parameters'
export { readBody, readForm, type SentForm } from './read-form'
export { type FileBounds, type ReceivedFile, receiveFiles } from './receive-files'
export {
  isViewOf,
  knownPerson,
  noteFault,
  person,
  personalViewer,
  type RequestContext,
  requestContext,
  sentForm,
  suspension,
  tagPage,
  withRequest,
} from './request-context'
export { hasPage } from './routes'
export { answerTyping } from './suggestions'
export { viewerOfSite } from './viewer-of-site'
export { writtenBy, writtenCookie } from './written-cookie'
