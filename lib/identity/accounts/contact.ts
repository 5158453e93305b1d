import { db } from '../../platform/db'
import { env } from '../../platform/env'

/** Administrators that are named, if the site has no address to write to. */
const namedMax = 5

/** Whom people can turn to: what CAIRN_CONTACT says, or else the administrators. `people` may be empty. */
export type Contact = { href: string; text: string } | { people: { name: string; displayName: string }[] }

/** Returns whom people can turn to. */
export async function readContact(): Promise<Contact> {
  const { contact } = env()
  if (contact) return { href: contact.includes('://') ? contact : `mailto:${contact}`, text: contact }
  const people = await db().person.findMany({
    where: { role: 'admin', user: { suspendedAt: null } },
    select: { name: true, displayName: true },
    orderBy: { id: 'asc' },
    take: namedMax,
  })
  return { people }
}

/** Returns the same as a sentence, where there can be no links. */
export async function contactSentence(): Promise<string> {
  const contact = await readContact()
  if ('href' in contact) return `If you think this is a mistake, write to ${contact.text}.`
  const names = contact.people.map(({ displayName }) => displayName).join(', ')
  return `If you think this is a mistake, ask an administrator of this site${names && `: ${names}`}.`
}
