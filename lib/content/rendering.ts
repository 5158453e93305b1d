import { createHash } from 'node:crypto'
import type { Db } from '../platform/db'
import { log, messageOf } from '../platform/log'
import { asWritten } from './markdown/as-written'
import { rendererVersion } from './markdown/version'
import { CutOffError, contentPool } from './pool/content-pool'
import { usualLimits } from './pool/limits'

/**
 * HTML of a text, and whether it is formatted or, because that takes too long, shown as it was written. `cpuMs` is the
 * processor time that it took; `links` how many links lead out of the site, null for a text that is shown as written.
 */
export type Rendered = { html: string; outcome: 'formatted' | 'cut_off' | 'failed'; cpuMs: number; links: number | null }

/** HTML of a text that is not kept, such as a preview. */
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

/**
 * HTML of each text, in order. What has been rendered before is read, the rest is rendered and kept: two queries at
 * most, whatever the number of texts. A text that takes too long is shown as it was written and kept with that mark;
 * the worker tries it once more (`lib/content/format-again.ts`) and then expires `pages`, the tags of pages that show it.
 * `db` is no transaction: one could not go on after a write that failed.
 */
export async function renderBodies(db: Db, texts: string[], pages: string[] = []): Promise<string[]> {
  const digests = texts.map((text) => digestOf(text))
  const stored = await db.renderedBody.findMany({ where: { digest: { in: digests } }, select: { digest: true, html: true, pages: true } })
  await noteMorePages(db, stored, pages)
  const htmlOf = new Map(stored.map((row) => [keyOf(row.digest), row.html]))
  const missing = new Map<string, { digest: Uint8Array<ArrayBuffer>; text: string }>()
  texts.forEach((text, i) => {
    const digest = digests[i] as Uint8Array<ArrayBuffer>
    if (!htmlOf.has(keyOf(digest))) missing.set(keyOf(digest), { digest, text })
  })
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
      // The page has what it needs: on a full disk reading goes on, and the next reader's page renders the text again.
      log('warn', 'rendered texts not kept', { texts: rows.length, error: messageOf(error) })
    })
  }
  // A text that found no free thread is shown as written this once: the page that shows it must not be kept.
  if (rows.length < missing.size && pages.length > 0) await db.pageExpiry.create({ data: { tags: pages } }).catch(() => undefined)
  return digests.map((digest) => htmlOf.get(keyOf(digest)) as string)
}

/** Few enough that those of a reader's page find room among them. */
const formattedAtOnce = 10

/** Renders and keeps those of the texts that have no HTML yet. What can't be rendered just now is left to the page that shows it. */
export async function formatMissing(db: Db, texts: string[], pages: string[]): Promise<void> {
  const digests = texts.map((text) => digestOf(text))
  const stored = await db.renderedBody.findMany({ where: { digest: { in: digests } }, select: { digest: true } })
  const known = new Set(stored.map((row) => keyOf(row.digest)))
  const missing = texts.filter((_, i) => !known.has(keyOf(digests[i] as Uint8Array)))
  for (let at = 0; at < missing.length; at += formattedAtOnce) await renderBodies(db, missing.slice(at, at + formattedAtOnce), pages)
}

/** A text that was cut off may stand on several pages: all of them expire once it is formatted. */
async function noteMorePages(db: Db, stored: { digest: Uint8Array; pages: string[] }[], pages: string[]): Promise<void> {
  // Only what was cut off has pages.
  const cutOff = stored.filter((row) => row.pages.length > 0 && pages.some((page) => !row.pages.includes(page)))
  for (const row of cutOff) {
    const data = { pages: [...new Set([...row.pages, ...pages])] }
    await db.renderedBody.updateMany({ where: { digest: new Uint8Array(row.digest), source: { not: null } }, data }).catch(() => undefined)
  }
}

/**
 * Formats texts that were just written, so that no reader waits for them. What goes wrong is left to the page that shows it.
 */
export async function formatAhead(db: Db, markdown: string | string[], pages: string[]): Promise<void> {
  await formatMissing(db, [markdown].flat(), pages).catch((error) => log('warn', 'text not formatted ahead', { error: messageOf(error) }))
}

/** Removes the stored HTML of these texts, also what earlier versions of the renderer made of them. */
export async function forgetRenderings(db: Db, texts: string[]): Promise<void> {
  const versions = Array.from({ length: rendererVersion }, (_, i) => i + 1)
  const digests = texts.flatMap((text) => versions.map((version) => digestOf(text, version)))
  await db.renderedBody.deleteMany({ where: { digest: { in: digests } } })
}

/** Under what the HTML of a text is kept. */
export function digestOf(text: string, version = rendererVersion): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(`${version}\n${text}`).digest().subarray(0, 16))
}

function keyOf(digest: Uint8Array): string {
  return Buffer.from(digest).toString('base64')
}
