import { redirect } from 'next/navigation'
import { requirePerson } from '@/components/shell/require-person'
import { urls } from '@/lib/shared'

/** Leads to one's own profile, so that a page kept for many can link to it. */
export default function MyProfilePage() {
  redirect(urls.person(requirePerson(urls.me()).person.name))
}
