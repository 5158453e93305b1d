import { urls } from '@/lib/shared'

/** The name of a person, which leads to their profile. */
export function PersonLink({ person }: { person: { name: string; displayName: string } }) {
  return (
    <a href={urls.person(person.name)}>
      <bdi>{person.displayName}</bdi>
    </a>
  )
}
