import type { MetadataRoute } from 'next'
import { absolute } from '@/lib/exchange/feeds'
import { pageTags } from '@/lib/platform/expiry'
import { tagPage } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

/** Search pages are endless; everything else may be read. */
export default function robots(): MetadataRoute.Robots {
  tagPage(pageTags.front)
  return { rules: { userAgent: '*', disallow: '/search' }, sitemap: absolute('/sitemap.xml') }
}
