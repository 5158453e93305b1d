import type { IncomingMessage } from 'node:http'
import net from 'node:net'
import { bearsToken } from '../http'

const loopback = new net.BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Headers in which a proxy names the reader. */
const forwarding = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
  'cf-connecting-ip',
  'true-client-ip',
]

/**
 * Whether a request may read figures about the site: with the token if one is set, otherwise only as a program on this machine that asks
 * for itself. A public name in `Host` means that a proxy asks, even without such a header.
 */
export function mayReadMetrics(request: IncomingMessage, token: string | undefined): boolean {
  if (token !== undefined) return bearsToken(request.headers.authorization, token)
  return (
    isLoopback(request.socket.remoteAddress ?? '') &&
    forwarding.every((name) => request.headers[name] === undefined) &&
    isLocalName(request.headers.host)
  )
}

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '')
  return net.isIP(plain) !== 0 && loopback.check(plain, net.isIPv6(plain) ? 'ipv6' : 'ipv4')
}

function isLocalName(host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return host === undefined
  const { hostname } = new URL(`http://${host}`)
  return hostname === 'localhost' || isLoopback(hostname.replace(/^\[|\]$/g, ''))
}
