import { afterEach, expect, test, vi } from 'vitest'
import { anAccount, somePassword } from '../../../test/accounts'
import { db } from '../../platform/db/client'
import * as settings from '../../platform/env/env'
import { limits } from '../../platform/rate-limit/rate-limit'
import { checkNewcomer } from './newcomer'
import { makeOneTimeLink } from './one-time-link'
import { signUp } from './sign-up'
import { readSignedIn } from './signed-in'

const signUpIs = (signUp: settings.Env['signUp']) => vi.spyOn(settings, 'env').mockReturnValue({ ...settings.env(), signUp })
afterEach(() => {
  vi.restoreAllMocks()
})

const from = { address: '10.9.8.7', headers: new Headers() }
const accounts = (email: string) => db().user.count({ where: { email } })

test('a closed site takes no account, nor by a made-up invitation', async () => {
  signUpIs('closed')
  const input = { name: 'Late', email: 'closed@example.org', password: somePassword }
  await expect(signUp(input, from)).rejects.toMatchObject({ code: 'forbidden', message: 'This site takes no new accounts.' })
  await expect(signUp({ ...input, invitation: 'made-up' }, from)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await accounts(input.email)).toBe(0)
})

test('where an invitation is needed, one makes one account', async () => {
  signUpIs('invitation')
  const email = 'invited@example.org'
  const input = { name: 'Guest', email, password: somePassword }
  await expect(signUp(input, from)).rejects.toMatchObject({ code: 'forbidden', message: 'You need an invitation to make an account here.' })
  await expect(signUp({ ...input, invitation: 'made-up' }, from)).rejects.toMatchObject({ code: 'forbidden' })
  const invitation = await makeOneTimeLink(db(), 'invitation')
  await expect(signUp({ ...input, password: 'short', invitation }, from), 'a mistake does not use it up').rejects.toMatchObject({
    code: 'invalid',
    field: 'password',
  })
  expect(await accounts(email)).toBe(0)
  await signUp({ ...input, invitation }, from)
  expect(await accounts(email)).toBe(1)
  await expect(signUp({ ...input, email: 'friend@example.org', invitation }, from)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await accounts('friend@example.org')).toBe(0)
})

test('a new account posts so often and no more; one that is a day old, or an editor’s, is not counted', async () => {
  const of = async (name: string, role: 'member' | 'editor' = 'member') => {
    const { cookies } = await anAccount(name, role)
    return (await readSignedIn(new Headers({ cookie: cookies.map((each) => `${each.name}=${each.value}`).join('; ') }))).signedIn
  }
  const { max } = limits.first_posts
  const newcomer = await of('Eager Newcomer')
  for (let i = 0; i < max; i++) await checkNewcomer(newcomer, 'A post.')
  await expect(checkNewcomer(newcomer, 'One more.')).rejects.toMatchObject({ code: 'too_many' })
  const old = await of('Old Hand')
  const dayOld = old && { ...old, user: { ...old.user, createdAt: new Date(Date.now() - 25 * 3_600_000) } }
  const editor = await of('Young Editor', 'editor')
  for (let i = 0; i <= max; i++) for (const who of [dayOld, editor]) await checkNewcomer(who, 'https://a.example '.repeat(9))
})
