import { expect, test } from 'vitest'
import { anAccount, somePassword } from '../../../test/accounts'
import type { SignedIn } from '../../identity/accounts/signed-in'
import { viewerOf } from '../../identity/viewer/viewer'
import { findAction } from './find-action'

test('one’s own export asks for the password; without it, or with another one, nothing is handed out', async () => {
  const { personId, cookies } = await anAccount('Asked For Password')
  const found = findAction('/settings/data/export')
  const context = {
    viewer: viewerOf(personId, 'member'),
    signedIn: { person: { id: personId } } as SignedIn,
    address: '192.0.2.1',
    who: `person ${personId}`,
    userAgent: '',
    headers: new Headers({ cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }),
    query: new URLSearchParams(),
    files: [],
  }
  expect(found?.action.input.safeParse({}).success).toBe(false)
  expect(found?.action.limit, 'guesses are counted').toBe('password')
  const wrong = found?.action.run(context, { present: 'another one' }, {})
  await expect(wrong).rejects.toMatchObject({ code: 'invalid', field: 'present' })
  const { download } = (await found?.action.run(context, { present: somePassword }, {})) ?? {}
  expect(download?.name).toMatch(/\.zip$/)
  download?.stream.destroy()
})
