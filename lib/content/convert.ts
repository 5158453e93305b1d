import { withoutTags } from './html-to-markdown'
import { CutOffError, contentPool } from './pool/content-pool'

/** HTML of another forum as Markdown. Where that takes too long, the words without their tags. */
export async function convertHtml(html: string): Promise<string> {
  try {
    return await contentPool().run('convert', { html })
  } catch (error) {
    if (error instanceof CutOffError) return withoutTags(html)
    throw error
  }
}
