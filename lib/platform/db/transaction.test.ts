import { expect, test } from 'vitest'
import { aTopic } from '../../../test/factories'
import { db, pool } from './client'
import { advisoryLocks } from './lock'
import { transaction } from './transaction'

test('two transactions that lock each other out both end well', async () => {
  const [first, second] = [await aTopic(), await aTopic()]
  let firstTries = 0
  let holding = 0
  let go: () => void = () => undefined
  const bothHold = new Promise<void>((resolve) => {
    go = resolve
  })
  // Each holds one row and then wants the other's.
  const inOrder = (one: number, other: number) =>
    transaction(async (tx) => {
      firstTries++
      await tx.topic.update({ where: { id: one }, data: { position: { increment: 1 } } })
      if (++holding === 2) go()
      await bothHold
      await tx.topic.update({ where: { id: other }, data: { position: { increment: 1 } } })
    })
  await Promise.all([inOrder(first, second), inOrder(second, first)])
  expect(firstTries, 'one of them was run again').toBe(3)
  expect(await db().topic.findMany({ where: { id: { in: [first, second] } }, select: { position: true } })).toEqual([
    { position: 2 },
    { position: 2 },
  ])
})

test('any other failure is not tried again', async () => {
  let tries = 0
  const failing = transaction(async () => {
    tries++
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(tries).toBe(1)
})

test('a connection that breaks between two statements fails the transaction, not the process', async () => {
  const client = await pool().connect()
  const {
    rows: [own],
  } = await client.query('select pg_backend_pid() as pid')
  const gone = new Promise((resolve) => client.once('end', resolve))
  await pool().query('select pg_terminate_backend($1)', [own.pid])
  await gone
  await expect(client.query('select 1')).rejects.toThrow()
  client.release()
  expect((await pool().query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

test('every lock of the database has a number of its own', () => {
  const numbers = Object.values(advisoryLocks)
  expect(new Set(numbers).size).toBe(numbers.length)
})
