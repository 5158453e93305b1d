import { z } from 'zod'
import { signUp } from '../../lib/identity/accounts'
import { pool, queryRow } from '../../lib/platform/db'

const Member = z.object({ personId: z.int() })

export type BenchMember = { personId: number; cookie: string }

/** Signs the cookies of members, for the bench and for the processes that read them. */
export const benchSecret = 'the bench signs its cookies with this and no other site does'

const password = 'a password of the bench'

/** Makes members with accounts some days old, signed in: new accounts may not post much. */
export async function makeMembers(count: number, editors: number): Promise<BenchMember[]> {
  const members: BenchMember[] = []
  for (let i = 0; i < count; i++) {
    // Each has another address. Otherwise the limits would see one person who makes a hundred accounts.
    const from = { address: `bench ${i}`, headers: new Headers() }
    const email = `bench${i}@example.org`
    const cookies = await signUp({ name: `Bench ${i}`, email, password }, from)
    const { personId } = await queryRow(
      pool(),
      Member,
      `update auth_user set created_at = now() - interval '3 days' where email = $1 returning person_id as "personId"`,
      [email],
    )
    members.push({ personId, cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') })
  }
  await pool().query(`update person set role = 'editor' where id = any($1)`, [members.slice(0, editors).map((member) => member.personId)])
  return members
}
