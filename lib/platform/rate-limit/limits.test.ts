import { expect, test } from 'vitest'
import { limits } from './rate-limit'

test('every limit lets a person do it a few times, within a time that ends, and says what was too much', () => {
  for (const [name, { max, seconds, says }] of Object.entries(limits)) {
    expect.soft(max, name).toBeGreaterThanOrEqual(3)
    expect.soft(seconds, name).toBeGreaterThanOrEqual(60)
    expect.soft(seconds, name).toBeLessThanOrEqual(86_400)
    expect.soft(says, name).toMatch(/^[A-Z].*\.$/)
  }
})

test('passwords are guessed a few times an account and address, and not much faster from many addresses', () => {
  expect(limits.password.max / limits.password.seconds).toBeLessThanOrEqual(10 / 900)
  expect(limits.account.max / limits.account.seconds).toBeLessThanOrEqual(100 / 900)
})
