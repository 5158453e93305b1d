import net from 'node:net'
import { AddressRefusedError, notPublic } from './address-guard'

/**
 * Returns the address of a page of another site that a text or a redirect names, if it may be asked for: http or https, without a
 * password, on a port of web sites, and not at a literal address that `isAllowed` refuses, however it is spelled.
 * @throws AddressRefusedError otherwise.
 */
export function requireWebAddress(address: string, isAllowed: (address: string) => boolean): URL {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !/^https?:$/.test(url.protocol)) throw new AddressRefusedError('its address is not a web address')
  if (url.username || url.password) throw new AddressRefusedError('its address contains a password')
  // Lower ports belong to other services, and a text must not cause requests to them.
  if (url.port && Number(url.port) < 1024) throw new AddressRefusedError(`port ${url.port} is not a port of web sites`)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // A host that is an address is not looked up, so it is checked here.
  if (net.isIP(host) && !isAllowed(host)) throw notPublic(host)
  return url
}
