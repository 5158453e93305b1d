import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { queueFault } from './queue-fault'

test('a queue that fails many times is one line of the log, and one when jobs come again', () => {
  const written: string[] = []
  const writing = vi.spyOn(process.stderr, 'write').mockImplementation((line) => written.push(String(line)) > 0)
  const queue = new EventEmitter()
  const fault = queueFault(queue)
  for (let i = 0; i < 20; i++) queue.emit('error', new Error('The database is away.'))
  fault.over()
  fault.over()
  writing.mockRestore()
  expect(written.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'warn', message: 'jobs can’t be read', because: 'The database is away.' },
    { level: 'info', message: 'jobs are read again' },
  ])
})
