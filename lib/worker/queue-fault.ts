import type { EventEmitter } from 'node:events'
import { messageOf } from '../platform/log'
import { Fault } from '../platform/resilience'

/**
 * What is wrong with the job queue. While the database is away, each look for jobs fails, several times a second for each kind: the log
 * says it once. The caller says when jobs come again.
 */
export function queueFault(queue: Pick<EventEmitter, 'on'>): Fault {
  const fault = new Fault({ begins: 'jobs can’t be read', ends: 'jobs are read again' })
  queue.on('error', (error) => fault.met(messageOf(error)))
  return fault
}
