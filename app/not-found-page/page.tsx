import NotFound from '../not-found'

/**
 * The page that our server sends if there is none. Next responds to `notFound()` with an empty page that scripts fill; this one is complete
 * without scripts. Its own address is as missing as any other.
 */
export default NotFound
