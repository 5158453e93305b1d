import type { IncomingMessage } from 'node:http'

/**
 * The reader's address: the socket's, or what the outermost trusted proxy saw. Whatever stands further left in
 * X-Forwarded-For was written by the reader and is not believed.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const socket = request.socket.remoteAddress ?? ''
  if (trustedProxies === 0) return socket
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  return forwarded.at(-trustedProxies) ?? socket
}
