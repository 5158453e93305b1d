import { absolute, sitemapParts } from '@/lib/exchange/feeds'
import { pageTags } from '@/lib/platform/expiry'
import { tagPage } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

/** The index of the sitemaps. */
export async function GET(): Promise<Response> {
  tagPage(pageTags.front)
  const parts = await sitemapParts()
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${parts.map((part) => `<sitemap><loc>${absolute(`/sitemaps/${part}`)}</loc></sitemap>`).join('\n')}
</sitemapindex>
`
  return new Response(xml, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } })
}
