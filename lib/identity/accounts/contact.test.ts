import { afterEach, expect, test, vi } from 'vitest'
import { anAccount } from '../../../test/accounts'
import { db } from '../../platform/db/client'
import * as settings from '../../platform/env/env'
import { contactSentence, readContact } from './contact'

afterEach(() => {
  vi.restoreAllMocks()
})
const contactIs = (contact: string | undefined) => vi.spyOn(settings, 'env').mockReturnValue({ ...settings.env(), contact })

test('people turn to the address of the settings', async () => {
  contactIs('help@example.org')
  expect(await readContact()).toEqual({ href: 'mailto:help@example.org', text: 'help@example.org' })
  expect(await contactSentence()).toContain('write to help@example.org.')
  contactIs('https://example.org/help')
  expect(await readContact()).toMatchObject({ href: 'https://example.org/help' })
})

test('without one they turn to administrators who can sign in', async () => {
  contactIs(undefined)
  await db().person.updateMany({ where: { role: 'admin' }, data: { role: 'member' } })
  expect(await contactSentence()).toBe('If you think this is a mistake, ask an administrator of this site.')
  await anAccount('Ada Runs', 'admin')
  const { email } = await anAccount('Gone Admin', 'admin')
  await db().user.update({ where: { email }, data: { suspendedAt: new Date() } })
  expect(await readContact()).toEqual({ people: [{ name: 'Ada-Runs', displayName: 'Ada Runs' }] })
  expect(await contactSentence()).toContain('ask an administrator of this site: Ada Runs.')
})
