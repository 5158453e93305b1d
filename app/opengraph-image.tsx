import { previewPicture } from '@/components/pictures/preview-picture'
import { env } from '@/lib/platform/env'
import { pageTags } from '@/lib/platform/expiry'
import { tagPage } from '@/lib/web/http'

export { size } from '@/components/pictures/preview-picture'
export const alt = 'The name of the site'
export const contentType = 'image/png'
export const dynamic = 'force-dynamic'

/** What other sites show of a link to a page that has no picture of its own. */
export default async function SitePicture(): Promise<Response> {
  tagPage(pageTags.front)
  return previewPicture({ above: '', title: env().siteName, below: env().siteDescription ?? '' })
}
