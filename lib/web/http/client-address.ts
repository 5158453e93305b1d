import type { IncomingMessage } from 'node:http'
import net from 'node:net'

/**
 * Returns the reader's address: the socket's, or the one that the outermost trusted proxy saw. The reader wrote everything further left in
 * X-Forwarded-For, so that is ignored.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  return networkOf(addressOf(request, trustedProxies))
}

function addressOf(request: IncomingMessage, trustedProxies: number): string {
  const socket = request.socket.remoteAddress ?? ''
  if (trustedProxies === 0) return socket
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  return forwarded.at(-trustedProxies) ?? socket
}

/** Of an IPv6 address, its network (/64). One household or machine has all addresses of a network and would be counted again with each. */
export function networkOf(address: string): string {
  const ofFour = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (ofFour) return ofFour[1] as string
  if (!net.isIPv6(address)) return address
  const [head = '', tail] = (address.split('%')[0] as string).split('::')
  const groups = head ? head.split(':') : []
  const last = tail ? tail.split(':') : []
  const all = tail === undefined ? groups : [...groups, ...Array<string>(Math.max(0, 8 - groups.length - last.length)).fill('0'), ...last]
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
