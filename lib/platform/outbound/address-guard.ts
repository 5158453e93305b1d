import dns from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

export type Resolved = { address: string; family: number }
/** Finds the addresses of a host name. */
export type Resolve = (host: string) => Promise<Resolved[]>

export const resolveByDns: Resolve = (host) => dns.lookup(host, { all: true })

/**
 * Whether an address belongs to the public internet and not to a local, private or reserved network. IPv4 within IPv6
 * counts as IPv4. Of IPv6 only the globally routed block is public.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || parsed.match(ipaddr.parseCIDR('2000::/3') as never)
}

/**
 * Looks up a host name for a connection, and refuses it if any of its addresses is not allowed. The connection uses
 * the addresses that were checked, so a name that changes later can't lead elsewhere.
 */
export function guardedLookup(resolve: Resolve, isAllowed: (address: string) => boolean): LookupFunction {
  return (host, options, done) => {
    resolve(host).then(
      (found) => {
        const refused = found.find(({ address }) => !isAllowed(address))
        if (refused) return done(notPublic(host), '', 0)
        const [first] = found
        if (!first) return done(new Error(`${host} has no address`), '', 0)
        if (options.all) done(null, found)
        else done(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => done(error, '', 0),
    )
  }
}

/** Thrown for an address that is not asked for. The message is the end of a sentence. */
export class AddressRefusedError extends Error {}

/** An address, or a name that leads to one, in a network that is not public. */
export function notPublic(host: string): AddressRefusedError {
  return new AddressRefusedError(`${host} is not on the public internet`)
}
