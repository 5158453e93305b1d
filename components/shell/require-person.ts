import { notFound, redirect } from 'next/navigation'
import type { SignedIn } from '@/lib/identity/accounts'
import { type Action, may } from '@/lib/identity/viewer'
import { urls } from '@/lib/shared'
import { person, requestContext } from '@/lib/web/http'

/**
 * Returns who is signed in, for a page that is only theirs. Visitors are led to the sign-in page; without `permission` the page is missing.
 */
export function requirePerson(next: string, permission?: Action): SignedIn {
  const me = person()
  const { url } = requestContext()
  // The address as it was asked for may have parameters that the page does not name.
  if (!me) redirect(urls.signIn({ next: url.split('?')[0] === next.split('?')[0] ? url : next }))
  if (permission && !may(me.viewer, permission)) notFound()
  return me
}
