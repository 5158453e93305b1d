import { absolute } from '@/lib/exchange/feeds'
import { pageTags } from '@/lib/platform/expiry'
import { tagPage } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

/** Search pages are endless; everything else may be read. */
export function GET(): Response {
  tagPage(pageTags.front)
  const text = ['User-agent: *', 'Disallow: /search', '', `Sitemap: ${absolute('/sitemap.xml')}`, ''].join('\n')
  return new Response(text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
