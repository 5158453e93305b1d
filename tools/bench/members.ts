import { z } from 'zod'
import { signIn, signUp } from '../../lib/identity/accounts'
import { pool, queryRow } from '../../lib/platform/db'

const Member = z.object({ personId: z.int() })

export type BenchMember = { personId: number; cookie: string }

/** Signs the cookies of members and the processes that read them. */
export const benchSecret = 'the bench signs its cookies with this and no other site does'

const password = 'a password of the bench'

/** Members who have been there for some days, signed in: new ones are kept from posting much. */
export async function makeMembers(count: number, editors: number): Promise<BenchMember[]> {
  const members: BenchMember[] = []
  for (let i = 0; i < count; i++) {
    // Each from another address, or the limits would see one that makes a hundred accounts.
    const from = { address: `bench ${i}`, headers: new Headers() }
    const email = `bench${i}@example.org`
    await signUp({ name: `Bench ${i}`, email, password }, from)
    const cookies = await signIn({ email, password }, from)
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
