import { expect, test } from 'vitest'
import { OneAtATime, TooManyWaitError } from './one-at-a-time'

test('work runs in the order it comes, one after the other, whatever becomes of it', async () => {
  const lane = new OneAtATime(10)
  const order: string[] = []
  let running = 0
  const work = (name: string) => async () => {
    expect(++running).toBe(1)
    await new Promise((resolve) => setImmediate(resolve))
    running--
    order.push(name)
    if (name === 'b') throw new Error('b failed')
    return name
  }
  const ended = await Promise.allSettled(['a', 'b', 'c'].map((name) => lane.run(work(name))))
  expect(order).toEqual(['a', 'b', 'c'])
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('what has waited too long is given up and never begun, and those behind it go on', async () => {
  const lane = new OneAtATime(10)
  let release = () => {}
  const first = lane.run(() => new Promise<void>((resolve) => (release = resolve)))
  let begun = false
  const second = lane.run(async () => {
    begun = true
  }, 20)
  const third = lane.run(async () => 'third')
  await expect(second).rejects.toThrow(TooManyWaitError)
  release()
  await first
  expect(await third).toBe('third')
  expect(begun).toBe(false)
})

test('more than may wait are refused at once', async () => {
  const lane = new OneAtATime(1)
  const [first, second] = [lane.run(async () => 1), lane.run(async () => 2)]
  await expect(lane.run(async () => 3)).rejects.toThrow(TooManyWaitError)
  expect(await Promise.all([first, second])).toEqual([1, 2])
})
