import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { networkOf } from '../http'

export type HeaderBounds = {
  /** Headers that take longer are cut off. */
  headersMs: number
  /** The most connections without a whole request, of one address and of all. */
  perAddress: number
  all: number
}

export const headerBounds: HeaderBounds = { headersMs: 15_000, perAddress: 128, all: 1_024 }

/**
 * Bounds connections without a whole request: new ones, idle ones, and those that send their headers letter by letter. Above the bound, the
 * one that has waited longest is cut, so that someone who holds many keeps nobody else out. Behind a proxy all connections come from the
 * proxy, so only the bound for all counts.
 */
export function watchHeaders(server: Server, behindProxy: boolean, { headersMs, perAddress, all }: HeaderBounds = headerBounds): void {
  server.headersTimeout = headersMs
  // Ordered by when they began to wait.
  const waiting = new Map<Socket, string>()
  const countOf = new Map<string, number>()

  const leave = (socket: Socket) => {
    const address = waiting.get(socket)
    if (address === undefined) return
    waiting.delete(socket)
    const left = (countOf.get(address) ?? 1) - 1
    if (left > 0) countOf.set(address, left)
    else countOf.delete(address)
  }
  const cut = (socket: Socket | undefined) => {
    if (!socket) return
    leave(socket)
    socket.destroy()
  }
  const oldestOf = (address: string) => [...waiting].find(([, from]) => from === address)?.[0]
  const wait = (socket: Socket) => {
    if (socket.destroyed || waiting.has(socket)) return
    const address = networkOf(socket.remoteAddress ?? '')
    waiting.set(socket, address)
    countOf.set(address, (countOf.get(address) ?? 0) + 1)
    if (!behindProxy && (countOf.get(address) ?? 0) > perAddress) cut(oldestOf(address))
    else if (waiting.size > all) cut(waiting.keys().next().value)
  }

  server.on('connection', (socket: Socket) => {
    wait(socket)
    socket.once('close', () => leave(socket))
  })
  // Several requests may be in progress on one connection, sent one after the other.
  const underWay = new WeakMap<Socket, number>()
  const count = (socket: Socket, by: number) => {
    const now = (underWay.get(socket) ?? 0) + by
    underWay.set(socket, now)
    return now
  }
  server.prependListener('request', ({ socket }, response) => {
    leave(socket)
    count(socket, 1)
    response.once('close', () => {
      if (count(socket, -1) === 0) wait(socket)
    })
  })
}
