import { withoutTags } from './html-to-markdown/without-tags'
import { CutOffError, contentPool } from './pool/content-pool'
import type { TypedDialect } from './pool/tasks'

/** How many texts of a thread are converted at once. More would only wait. */
const atOnce = 8

/** A text of another forum: the HTML of its server, or the text as it was typed. */
export type ForeignText = { html: string } | { typed: string; dialect: TypedDialect }

/** Converts texts of another forum to Markdown, in order; a thread may have thousands. Relative addresses are resolved with `base`. */
export async function convertAll(texts: ForeignText[], base: string | null = null): Promise<string[]> {
  const converted: string[] = []
  const convert = (text: ForeignText) => ('html' in text ? convertHtml(text.html, base) : translate(text.typed, text.dialect, base))
  for (let i = 0; i < texts.length; i += atOnce) converted.push(...(await Promise.all(texts.slice(i, i + atOnce).map(convert))))
  return converted
}

/** Converts HTML of another forum to Markdown. If that takes too long, returns the words without tags. */
export async function convertHtml(html: string, base: string | null = null): Promise<string> {
  return orElse(contentPool().run('convert', { html, base: base ?? '' }), () => withoutTags(html))
}

/** Converts a text as it was typed elsewhere to Markdown. If that takes too long, returns it unchanged. */
async function translate(text: string, dialect: TypedDialect, base: string | null): Promise<string> {
  return orElse(contentPool().run('translate', { text, dialect, base: base ?? '' }), () => text)
}

async function orElse(work: Promise<string>, otherwise: () => string): Promise<string> {
  try {
    return await work
  } catch (error) {
    if (error instanceof CutOffError) return otherwise()
    throw error
  }
}
