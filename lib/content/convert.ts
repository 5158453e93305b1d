import { withoutTags } from './html-to-markdown'
import { CutOffError, contentPool } from './pool/content-pool'

/** How many texts of a thread are converted at once: more would only wait. */
const atOnce = 8

/** The same of many texts, in order: a thread may have thousands. */
export async function convertAll(htmls: string[]): Promise<string[]> {
  const texts: string[] = []
  for (let i = 0; i < htmls.length; i += atOnce) texts.push(...(await Promise.all(htmls.slice(i, i + atOnce).map(convertHtml))))
  return texts
}

/** HTML of another forum as Markdown. Where that takes too long, the words without their tags. */
export async function convertHtml(html: string): Promise<string> {
  try {
    return await contentPool().run('convert', { html })
  } catch (error) {
    if (error instanceof CutOffError) return withoutTags(html)
    throw error
  }
}
