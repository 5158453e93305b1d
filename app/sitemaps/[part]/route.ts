import { escapeHtml } from '@/lib/content'
import { sitemapAddresses, sitemapParts } from '@/lib/exchange/feeds'
import { pageTags } from '@/lib/platform/expiry'
import { tagPage } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

/** One part of the sitemap. */
export async function GET(_: Request, { params }: RouteContext<'/sitemaps/[part]'>): Promise<Response> {
  tagPage(pageTags.front)
  const { part: text } = await params
  const part = /^\d{1,6}$/.test(text) ? Number(text) : -1
  if (!(await sitemapParts()).includes(part)) return new Response('There is no such part.\n', { status: 404 })
  const addresses = await sitemapAddresses(part)
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${addresses.map(({ address, changed }) => `<url><loc>${escapeHtml(address)}</loc><lastmod>${changed.toISOString().slice(0, 10)}</lastmod></url>`).join('\n')}
</urlset>
`
  return new Response(xml, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } })
}
