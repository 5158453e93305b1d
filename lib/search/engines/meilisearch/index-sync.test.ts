import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { eventually } from '../../../../test/eventually'
import { DomainError } from '../../../platform/errors'
import * as check from './check'
import * as client from './client'
import { startIndexSync } from './index-sync'
import * as outbox from './outbox'
import * as rebuild from './rebuild'
import * as reconcile from './reconcile'
import { readMirror } from './state'

// What the server would say, without one: how it really behaves is in faults.test.ts and index-kept.test.ts.
const away = { usable: false, rebuild: false, fault: 'Meilisearch can’t be reached.' } as const
const missing = { usable: false, rebuild: true, fault: 'The index is not there.' } as const

beforeEach(() => {
  vi.spyOn(client, 'hasMeilisearch').mockReturnValue(true)
  vi.spyOn(outbox, 'sendOutbox').mockResolvedValue(null)
  vi.spyOn(rebuild, 'clearAbandoned').mockResolvedValue()
  vi.spyOn(reconcile, 'reconcile').mockResolvedValue({ missing: 0, stale: 0, orphaned: 0 })
})
afterEach(() => {
  vi.restoreAllMocks()
})

test('an index that is missing is built as soon as the server is there', async () => {
  vi.spyOn(check, 'checkIndex').mockResolvedValueOnce(away).mockResolvedValue(missing)
  const building = vi.spyOn(rebuild, 'rebuildIndex').mockResolvedValue(0)
  const sync = startIndexSync()
  await eventually(() => expect(building).toHaveBeenCalled())
  await sync.stop()
})

test('an index that could not be built is not tried again at once, and admins are told', async () => {
  vi.spyOn(check, 'checkIndex').mockResolvedValue(missing)
  const building = vi.spyOn(rebuild, 'rebuildIndex').mockRejectedValue(new DomainError('conflict', 'The new index holds 1 of 2 posts.'))
  const sync = startIndexSync()
  await eventually(async () => expect((await readMirror()).fault).toContain('it is tried again every ten minutes'))
  await sync.stop()
  expect(building).toHaveBeenCalledTimes(1)
})
