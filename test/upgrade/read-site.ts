import { type PageFacts, pageFacts } from './page-facts'

/** What an address returned: its status, where it leads, and what stands there. */
export type Served = { status: number; to?: string; page?: PageFacts; lines?: string[] }
export type Role = 'visitor' | 'member' | 'editor' | 'admin'

const atOnce = 6
// A robot's name: what looks at the site must not be counted among its visitors.
const userAgent = 'UpgradeCheck/1.0 (bot)'

/** Asks a site for addresses, as a reader of that cookie. Redirects are not followed. */
export async function readAddresses(origin: string, addresses: string[], cookie = ''): Promise<Record<string, Served>> {
  const served: Record<string, Served> = {}
  const waiting = [...addresses]
  const take = async () => {
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift())
      served[address] = await readAddress(origin, address, cookie)
  }
  await Promise.all(Array.from({ length: atOnce }, take))
  return Object.fromEntries(addresses.map((address) => [address, served[address] as Served]))
}

/** A machine that does too much at once may say "not now", which is no answer of the version. */
const triesMax = 60

async function readAddress(origin: string, address: string, cookie: string, tries = 1): Promise<Served> {
  const response = await fetch(origin + address, {
    redirect: 'manual',
    headers: { 'User-Agent': userAgent, ...(cookie && { Cookie: cookie }) },
  })
  const body = await response.text()
  if (response.status === 503 && tries < triesMax) return readAddress(origin, address, cookie, tries + 1)
  const to = response.headers.get('location')
  if (to !== null) return { status: response.status, to: pathOf(origin, to) }
  if (response.status !== 200) return { status: response.status }
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('text/html')) return { status: 200, page: pageFacts(body) }
  if (type.startsWith('image/')) return { status: 200, lines: [type, String(response.headers.get('content-length') ?? body.length)] }
  return { status: 200, lines: linesOf(type, body, origin) }
}

/** Of feeds, sitemaps and data: what they list. */
function linesOf(type: string, body: string, origin: string): string[] {
  const plain = body.replaceAll(origin, '').replaceAll(/https?:\/\/localhost:\d+/g, '')
  if (type.includes('json')) {
    const { items } = JSON.parse(plain)
    return Array.isArray(items) ? items.map((item) => `${item.url} ${item.title} ${item.date_published}`) : []
  }
  return [...plain.matchAll(/<(?:loc|title|guid)[^>]*>([^<]*)</g)].map(([, text = '']) => text)
}

function pathOf(origin: string, to: string): string {
  const { pathname, search, hash } = new URL(to, origin)
  return pathname + search + hash
}

/** Sends a form as a browser without scripts does. Returns its status, where it leads, and the cookies set. */
export async function sendForm(origin: string, address: string, fields: Record<string, string>, cookie = '') {
  const response = await fetch(origin + address, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'User-Agent': userAgent, Origin: origin, ...(cookie && { Cookie: cookie }) },
    body: new URLSearchParams(fields),
  })
  await response.arrayBuffer()
  const to = response.headers.get('location')
  const cookies = response.headers.getSetCookie().map((each) => each.split(';')[0] ?? '')
  return { status: response.status, to: to === null ? null : pathOf(origin, to), cookie: cookies.join('; ') }
}
