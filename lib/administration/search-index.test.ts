import { expect, test } from 'vitest'
import { anAccount } from '../../test/accounts'
import { viewerOf } from '../identity/viewer/viewer'
import { pool } from '../platform/db/client'
import { readSearchIndex } from './search-index'

test('an administrator sees why the worker embeds nothing', async () => {
  const { personId } = await anAccount('Sees Faults', 'admin')
  const fault = async () => (await readSearchIndex(viewerOf(personId, 'admin'))).semantic.fault
  expect(await fault()).toBe('')
  await pool().query(`update meaning_state set fault = 'the endpoint answered with status 503'`)
  expect(await fault()).toBe('the endpoint answered with status 503')
  await pool().query(`update meaning_state set fault = ''`)
})
