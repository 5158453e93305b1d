import { FullTime } from '@/components/ui/time'
import { type PersonRow, postsCountedMax } from '@/lib/identity/accounts'
import { countedTo, fullDate, urls } from '@/lib/shared'

/** People with what an admin looks for: who they are, since when, when they were last here and what they wrote. */
export function PeopleList({ rows }: { rows: PersonRow[] }) {
  return (
    <ul className="plain people">
      {rows.map((person) => (
        <li key={person.id}>
          <span>
            <a href={urls.adminPerson(person.name)} dir="auto">
              {person.displayName}
            </a>{' '}
            <span className="meta">{person.email ?? (person.isErased ? 'deleted' : 'imported author')}</span>
            <span className="meta desk-why">
              <Joined person={person} />
              {person.email !== null && <> · {person.seenOn ? <>last here {fullDate(new Date(person.seenOn))}</> : 'never here'}</>} ·{' '}
              {postsOf(person)}
            </span>
          </span>
          <span className="badge">{badgeOf(person)}</span>
        </li>
      ))}
    </ul>
  )
}

function Joined({ person: { email, joinedAt } }: { person: PersonRow }) {
  return (
    <>
      {email === null ? 'since' : 'joined'} <FullTime date={joinedAt} />
    </>
  )
}

function badgeOf({ isSuspended, isProposed, role }: PersonRow): string {
  if (isSuspended) return 'Suspended'
  return isProposed ? 'Suspension proposed' : { member: '', editor: 'Editor', admin: 'Admin' }[role]
}

function postsOf({ threads, replies }: PersonRow): string {
  if (threads + replies === 0) return 'no posts'
  return `${countedTo(postsCountedMax, threads, ['thread', 'threads'])}, ${countedTo(postsCountedMax, replies, ['reply', 'replies'])}`
}
