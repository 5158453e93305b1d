import { backgroundTransfers } from './answers/background-transfers'
import { localNetwork } from './answers/local-network'
import { signalStrength } from './answers/signal-strength'
import { timeouts } from './answers/timeouts'
import { transportSecurity } from './answers/transport-security'
import { connectionThreads } from './threads/connections'
import { otherThreads } from './threads/names-and-background'
import { permissionThreads } from './threads/permissions'
import { radioThreads } from './threads/radio'
import { tlsThreads } from './threads/tls'
import type { SampleThread } from './types'

export const sampleAnswers = [transportSecurity, signalStrength, localNetwork, timeouts, backgroundTransfers]
/** The oldest first. */
export const sampleThreads = [...tlsThreads, ...connectionThreads, ...radioThreads, ...permissionThreads, ...otherThreads].sort((a, b) =>
  a.at.localeCompare(b.at),
)
export const sampleSynonyms: [string, string][] = [
  ['ssl', 'tls'],
  ['wi-fi', 'wifi'],
  ['rssi', 'signal-strength'],
  ['web-socket', 'websocket'],
  ['nsurlsession', 'urlsession'],
]
/** The time at which everyone of the sample joined. */
export const joinedAt = new Date('2025-01-08T09:00:00Z')

const minutesBetweenReplies = 34

/** Returns when the reply at this index of the thread was written; the first is 0. */
export function replyAt(thread: SampleThread, i: number): Date {
  return new Date(new Date(thread.at).getTime() + (i + 1) * minutesBetweenReplies * 60_000)
}
