import { expect, test } from 'vitest'
import { isConnectionLost } from './connection-lost'

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code })

test.each(['57P01', '57P02', '57P03', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT'])(
  'after %s a statement is tried again',
  (code) => {
    expect(isConnectionLost(withCode(code))).toBe(true)
  },
)

test('after a connection that ended without a code, too', () => {
  expect(isConnectionLost(new Error('Connection terminated unexpectedly'))).toBe(true)
})

test('a statement that fails for what it says is not tried again', () => {
  expect(isConnectionLost(withCode('23505', 'duplicate key: Connection terminated'))).toBe(false)
  expect(isConnectionLost(withCode('57014', 'canceling statement'))).toBe(false)
})
