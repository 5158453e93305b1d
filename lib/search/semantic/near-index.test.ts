import { expect, test, vi } from 'vitest'
import { pool } from '../../platform/db/client'
import { forgetNearIndex, hasNearIndex, indexesBits, nearestByIndex } from './near-index'

test('pgvector serves from 0.7 on, which indexes bits; with an older one clusters serve', () => {
  expect(['0.4.4', '0.6.2', '0.7.0', '0.8.1', '0.10.0', '1.0.0'].map(indexesBits)).toEqual([false, false, true, true, true, true])
})

test('bits become part of a statement, so nothing but 0 and 1 reaches the database', async () => {
  for (const bits of ["01'; select 1", '', '012']) await expect(nearestByIndex(1, bits, 5)).rejects.toThrow('Bits are 0 and 1.')
  // The PostgreSQL of the tests has no pgvector, and says so.
  await expect(nearestByIndex(1, '0110', 5)).rejects.toThrow(/operator does not exist/)
})

test('every search asks whether there is an index, and the database is asked once a minute', async () => {
  const queries = vi.spyOn(pool(), 'query')
  const now = Date.now()
  vi.useFakeTimers({ toFake: ['Date'], now })
  try {
    forgetNearIndex()
    for (let i = 0; i < 3; i++) expect(await hasNearIndex(1)).toBe(false)
    expect(queries).toHaveBeenCalledTimes(1)
    vi.setSystemTime(now + 61_000)
    await hasNearIndex(1)
    expect(queries, 'another process may have made it').toHaveBeenCalledTimes(2)
  } finally {
    vi.useRealTimers()
    queries.mockRestore()
  }
})
