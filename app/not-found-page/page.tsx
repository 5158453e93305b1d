import NotFound from '../not-found'

/**
 * What our server sends where a page is not there. Next responds to `notFound()` with an empty page that scripts fill; this
 * one is whole without them. Asked for by itself it is as missing as any other.
 */
export default NotFound
