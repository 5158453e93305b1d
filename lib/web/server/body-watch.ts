import type { IncomingMessage, ServerResponse } from 'node:http'

export type BodyBounds = {
  /** After so long without a byte the connection is closed. */
  silentMs: number
  /** After so long a body must have come at this rate. */
  patienceMs: number
  bytesPerSecondMin: number
  /** The most bodies on their way at the same time, of one address and of all. */
  perAddress: number
  all: number
  /** How often bodies are checked. */
  everyMs: number
}

export const bodyBounds: BodyBounds = {
  silentMs: 15_000,
  patienceMs: 60_000,
  bytesPerSecondMin: 20_000,
  perAddress: 16,
  all: 100,
  everyMs: 1_000,
}

type Body = {
  request: IncomingMessage
  response: ServerResponse
  address: string
  since: number
  bytesBefore: number
  bytes: number
  heardAt: number
}

/** Called for someone who sends too slowly. They are told so if the response has not begun; in any case the connection ends. */
type OnSlow = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Watches bodies that are on their way: how many there are, and how fast they come. Both have bounds, because a form's body is in memory
 * until it is whole.
 */
export class BodyWatch {
  private readonly bodies = new Set<Body>()
  private readonly timer: NodeJS.Timeout

  constructor(
    private readonly onSlow: OnSlow,
    private readonly bounds: BodyBounds = bodyBounds,
  ) {
    this.timer = setInterval(() => this.look(Date.now()), bounds.everyMs)
    this.timer.unref()
  }

  /** Begins to watch a request's body, or returns why there is no room for it. A request without a body is always welcome. */
  admit(request: IncomingMessage, response: ServerResponse, address: string): 'welcome' | 'too many from here' | 'too many' {
    if (!hasBody(request)) return 'welcome'
    // A body that has come whole keeps no connection busy, even before it is read.
    for (const body of this.bodies) if (body.request.complete) this.bodies.delete(body)
    if (this.bodies.size >= this.bounds.all) return 'too many'
    if ([...this.bodies].filter((body) => body.address === address).length >= this.bounds.perAddress) return 'too many from here'
    const now = Date.now()
    const { bytesRead } = request.socket
    const body = { request, response, address, since: now, bytesBefore: bytesRead, bytes: bytesRead, heardAt: now }
    this.bodies.add(body)
    const done = () => this.bodies.delete(body)
    request.once('end', done)
    request.once('close', done)
    return 'welcome'
  }

  get size(): number {
    return this.bodies.size
  }

  stop(): void {
    clearInterval(this.timer)
  }

  private look(now: number): void {
    for (const body of this.bodies) {
      if (body.request.complete) this.bodies.delete(body)
      else if (this.isSlow(body, now)) {
        this.bodies.delete(body)
        this.onSlow(body.request, body.response)
      }
    }
  }

  private isSlow(body: Body, now: number): boolean {
    const { request, response } = body
    const { bytesRead } = request.socket
    // If nobody reads yet, this server keeps the sender waiting.
    const isRead = request.listenerCount('readable') + request.listenerCount('data') > 0 || response.writableFinished
    if (bytesRead > body.bytes || !isRead) {
      body.bytes = bytesRead
      body.heardAt = now
    }
    if (now - body.heardAt >= this.bounds.silentMs) return true
    const ms = now - body.since
    return ms >= this.bounds.patienceMs && ((bytesRead - body.bytesBefore) * 1_000) / ms < this.bounds.bytesPerSecondMin
  }
}

function hasBody(request: IncomingMessage): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
}
