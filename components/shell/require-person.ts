import { notFound, redirect } from 'next/navigation'
import type { SignedIn } from '@/lib/identity/accounts'
import { type Action, may } from '@/lib/identity/viewer'
import { urls } from '@/lib/shared'
import { person } from '@/lib/web/http'

/**
 * Returns who is signed in, for a page that is only theirs. Visitors are led to the sign-in page; without `permission` the page is missing.
 */
export function requirePerson(next: string, permission?: Action): SignedIn {
  const me = person()
  if (!me) redirect(urls.signIn({ next }))
  if (permission && !may(me.viewer, permission)) notFound()
  return me
}
