import { afterEach, expect, test, vi } from 'vitest'
import { BackOff, breaker, Fault, isOpenCircuit, retryPolicy } from '.'

afterEach(() => vi.restoreAllMocks())

test('a fault is logged when it begins and when it ends, however often it is met', () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const fault = new Fault({ begins: 'the pump stands still', ends: 'the pump runs again', fields: { pump: 'left' } })
  fault.over()
  expect([fault.now, written.mock.calls.length]).toEqual(['', 0])
  for (const reason of ['no water', 'no water', 'no power']) fault.met(reason)
  expect(fault.now).toBe('no power')
  fault.over()
  fault.over()
  fault.met('')
  expect(fault.now).not.toBe('')
  const lines = written.mock.calls.map(([line]) => JSON.parse(String(line)))
  expect(lines).toMatchObject([
    { level: 'warn', message: 'the pump stands still', because: 'no water' },
    { level: 'info', message: 'the pump runs again', pump: 'left' },
    { level: 'warn', message: 'the pump stands still', because: 'It does not say why.' },
  ])
})

test('waits grow up to the longest, and begin again once something has worked', () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  const backOff = new BackOff({ firstMs: 100, longestMs: 1_000 })
  const waits = Array.from({ length: 8 }, () => backOff.next())
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  expect(waits[0]).toBeLessThan(200)
  expect(waits.at(-1)).toBe(1_000)
  backOff.reset()
  expect(backOff.next()).toBe(waits[0])
})

test('what is worth it is tried again, so often, and everything else fails at once', async () => {
  const policy = retryPolicy({ retriesMax: 2, when: ({ message }) => message === 'busy', firstMs: 1, longestMs: 2 })
  const failing = (message: string) => vi.fn().mockRejectedValue(new Error(message))
  const [busy, gone] = [failing('busy'), failing('gone')]
  await expect(policy.execute(busy)).rejects.toThrow('busy')
  await expect(policy.execute(gone)).rejects.toThrow('gone')
  expect([busy.mock.calls.length, gone.mock.calls.length]).toEqual([3, 1])
})

test('after three failures in a row nobody waits, until one caller tries it again', async () => {
  vi.useFakeTimers()
  try {
    const circuit = breaker()
    const work = vi.fn().mockRejectedValue(new Error('away'))
    const tried = () => circuit.execute(work).catch((error) => isOpenCircuit(error))
    expect([await tried(), await tried(), await tried(), await tried()]).toEqual([false, false, false, true])
    expect(work).toHaveBeenCalledTimes(3)
    vi.advanceTimersByTime(5_001)
    work.mockResolvedValue('here')
    expect([await tried(), await tried()]).toEqual(['here', 'here'])
  } finally {
    vi.useRealTimers()
  }
})
