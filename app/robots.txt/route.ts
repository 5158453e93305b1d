import { absolute } from '@/lib/exchange/feeds/json-ld'
import { pageTags } from '@/lib/platform/expiry/page-tags'
import { touches } from '@/lib/web/http/request-context'

export const dynamic = 'force-dynamic'

/** Search pages are endless; everything else may be read. */
export function GET(): Response {
  touches(pageTags.front)
  const text = ['User-agent: *', 'Disallow: /search', '', `Sitemap: ${absolute('/sitemap.xml')}`, ''].join('\n')
  return new Response(text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
