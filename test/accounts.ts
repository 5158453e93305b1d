import { signIn } from '../lib/identity/accounts/sign-in'
import { signUp } from '../lib/identity/accounts/sign-up'
import { db } from '../lib/platform/db/client'

export const somePassword = 'a stone upon a stone'

/** Someone with an account and a role, signed in. Someone who has this name already is the same person. `cookies` are name=value. */
export async function anAccount(
  name: string,
  role: 'member' | 'editor' | 'admin' = 'member',
): Promise<{ email: string; personId: number; cookies: { name: string; value: string }[] }> {
  const email = `${name.toLowerCase().replace(/\W+/g, '.')}@example.org`
  const from = { address: `test ${name}`, headers: new Headers() }
  const isThere = (await db().user.count({ where: { email } })) > 0
  const made = isThere ? [] : await signUp({ name, email, password: somePassword }, from)
  const { personId } = await db().user.update({ where: { email }, data: { emailVerified: true }, select: { personId: true } })
  await db().person.update({ where: { id: personId }, data: { role } })
  const set = made.length > 0 ? made : await signIn({ email, password: somePassword }, from)
  const cookies = set.map((cookie) => {
    const [pair = ''] = cookie.split(';')
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1) }
  })
  return { email, personId, cookies }
}
