import { escapeHtml } from '@/lib/content'
import { absolute } from '@/lib/exchange/feeds'
import { env } from '@/lib/platform/env'
import { pageTags } from '@/lib/platform/expiry'
import { tagPage } from '@/lib/web/http'

export const dynamic = 'force-dynamic'

/** Lets a browser search this site from its own field. */
export function GET(): Response {
  tagPage(pageTags.front)
  const name = escapeHtml(env().siteName)
  const description = escapeHtml(env().siteDescription ?? `Search ${env().siteName}`)
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${name.slice(0, 16)}</ShortName><Description>${description}</Description><InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="${escapeHtml(absolute('/search'))}?q={searchTerms}"/>
</OpenSearchDescription>
`
  return new Response(xml, { headers: { 'Content-Type': 'application/opensearchdescription+xml; charset=utf-8' } })
}
