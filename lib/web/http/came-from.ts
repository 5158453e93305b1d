import { wayBackFrom } from '../../shared'
import { requestContext } from './request-context'

/**
 * Returns where links for getting in lead back to: the page that is made, or where its reader came from if it is itself one for getting in.
 * It depends on nothing but the page's address and the form sent to it, so that the page can be cached.
 */
export function cameFrom(): string {
  const { url, form } = requestContext()
  return wayBackFrom(url, form?.values.next?.[0])
}
