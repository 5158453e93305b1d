import { createHash } from 'node:crypto'
import type { Db } from '../platform/db'
import { log, messageOf } from '../platform/log'
import { asWritten } from './markdown/as-written'
import { withoutMentions } from './markdown/mentions'
import { rendererVersion } from './markdown/version'
import { CutOffError, contentPool } from './pool/content-pool'
import { usualLimits } from './pool/limits'

/**
 * HTML of a text, and whether it is formatted or, because that takes too long, shown as it was written. `cpuMs` is the
 * processor time. `links` is the number of links to other sites, or null for a text that is shown as written.
 */
export type Rendered = { html: string; outcome: 'formatted' | 'cut_off' | 'failed'; cpuMs: number; links: number | null }

/** Returns the HTML of a text that is not stored, such as a preview, with marked mentions. */
export async function renderText(markdown: string): Promise<Rendered> {
  try {
    const { output, cpuMs } = await contentPool().measure('render', { markdown })
    return { ...output, outcome: 'formatted', cpuMs }
  } catch (error) {
    const html = asWritten(markdown)
    if (error instanceof CutOffError) return { html, outcome: 'cut_off', cpuMs: usualLimits.cpuMs, links: null }
    log('warn', 'text not formatted', { error: messageOf(error) })
    return { html, outcome: 'failed', cpuMs: 0, links: null }
  }
}

/** Returns the HTML of each text as `renderMarked()` does, with mentions as text: for all that is no post. */
export async function renderBodies(db: Db, texts: string[], pages: string[] = []): Promise<string[]> {
  return (await renderMarked(db, texts, pages)).map(withoutMentions)
}

/**
 * Returns the HTML of each text, in order, with marked mentions. Stored HTML is read; the rest is rendered and stored, with two queries at most for
 * any number of texts. A text that takes too long is shown as it was written and stored with that mark. The worker tries it
 * again (`lib/content/format-again.ts`) and then expires `pages`, the tags of pages that show it. `db` must not be a
 * transaction, which could not continue after a failed write.
 */
export async function renderMarked(db: Db, texts: string[], pages: string[]): Promise<string[]> {
  const digests = texts.map((text) => digestOf(text))
  const stored = await db.renderedBody.findMany({ where: { digest: { in: digests } }, select: { digest: true, html: true, pages: true } })
  await noteMorePages(db, stored, pages)
  const htmlOf = new Map(stored.map((row) => [keyOf(row.digest), row.html]))
  const missing = new Map<string, { digest: Uint8Array<ArrayBuffer>; text: string }>()
  for (const [i, digest] of digests.entries()) if (!htmlOf.has(keyOf(digest))) missing.set(keyOf(digest), { digest, text: texts[i] ?? '' })
  const fresh = await Promise.all(
    [...missing.values()].map(async ({ digest, text }) => {
      const { html, outcome } = await renderText(text)
      htmlOf.set(keyOf(digest), html)
      if (outcome === 'failed') return []
      return [outcome === 'cut_off' ? { digest, html, source: text, pages } : { digest, html }]
    }),
  )
  const rows = fresh.flat()
  if (rows.length > 0) {
    await db.renderedBody.createMany({ data: rows, skipDuplicates: true }).catch((error) => {
      // The page has what it needs. On a full disk people can still read, and the next reader's page renders the text again.
      log('warn', 'rendered texts not kept', { texts: rows.length, error: messageOf(error) })
    })
  }
  // A text for which no thread was free is shown as written this once, so the page that shows it must not be cached.
  if (rows.length < missing.size && pages.length > 0) await db.pageExpiry.create({ data: { tags: pages } }).catch(() => undefined)
  return digests.map((digest) => htmlOf.get(keyOf(digest)) as string)
}

/** Few enough to leave room for the texts of a reader's page. */
const formattedAtOnce = 10

/** Renders and stores those of the texts that have no HTML yet. Texts that fail are left to the page that shows them. */
export async function formatMissing(db: Db, texts: string[], pages: string[]): Promise<void> {
  const wanted = texts.map((text) => ({ text, digest: digestOf(text) }))
  const digests = wanted.map(({ digest }) => digest)
  const stored = await db.renderedBody.findMany({ where: { digest: { in: digests } }, select: { digest: true } })
  const known = new Set(stored.map((row) => keyOf(row.digest)))
  const missing = wanted.filter(({ digest }) => !known.has(keyOf(digest))).map(({ text }) => text)
  for (let at = 0; at < missing.length; at += formattedAtOnce) await renderMarked(db, missing.slice(at, at + formattedAtOnce), pages)
}

/** A text that was cut off may be on several pages, which all expire when it is formatted. */
async function noteMorePages(db: Db, stored: { digest: Uint8Array; pages: string[] }[], pages: string[]): Promise<void> {
  // Only texts that were cut off have pages.
  const cutOff = stored.filter((row) => row.pages.length > 0 && pages.some((page) => !row.pages.includes(page)))
  for (const row of cutOff) {
    const data = { pages: [...new Set([...row.pages, ...pages])] }
    await db.renderedBody.updateMany({ where: { digest: new Uint8Array(row.digest), source: { not: null } }, data }).catch(() => undefined)
  }
}

/** Formats new texts, so that no reader waits for them. Failures are left to the page that shows the text. */
export async function formatAhead(db: Db, markdown: string | string[], pages: string[]): Promise<void> {
  await formatMissing(db, [markdown].flat(), pages).catch((error) => log('warn', 'text not formatted ahead', { error: messageOf(error) }))
}

/** Removes the stored HTML of these texts, of all versions of the renderer. */
export async function forgetRenderings(db: Db, texts: string[]): Promise<void> {
  const versions = Array.from({ length: rendererVersion }, (_, i) => i + 1)
  const digests = texts.flatMap((text) => versions.map((version) => digestOf(text, version)))
  await db.renderedBody.deleteMany({ where: { digest: { in: digests } } })
}

/** Returns the key of a text's stored HTML. */
export function digestOf(text: string, version = rendererVersion): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(`${version}\n${text}`).digest().subarray(0, 16))
}

function keyOf(digest: Uint8Array): string {
  return Buffer.from(digest).toString('base64')
}
