import { pageTags } from '@/lib/expiry/page-tags'
import { absolute } from '@/lib/feeds/json-ld'
import { touches } from '@/lib/web/request-context'

export const dynamic = 'force-dynamic'

/** Search pages are endless; everything else may be read. */
export function GET(): Response {
  touches(pageTags.front)
  const text = ['User-agent: *', 'Disallow: /search', '', `Sitemap: ${absolute('/sitemap.xml')}`, ''].join('\n')
  return new Response(text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
