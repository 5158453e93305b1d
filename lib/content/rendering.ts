import { createHash } from 'node:crypto'
import type { Db } from '../db/client'
import { rendererVersion, renderMarkdown } from './markdown'

/**
 * HTML of each text, in order. What has been rendered before is read, the rest is rendered and kept: two queries at
 * most, whatever the number of texts. Highlighting code is the slow part of a page, and most texts never change.
 */
export async function renderBodies(db: Db, texts: string[]): Promise<string[]> {
  const digests = texts.map(digestOf)
  const stored = await db.renderedBody.findMany({ where: { digest: { in: digests } } })
  const htmlOf = new Map(stored.map((row) => [keyOf(row.digest), row.html]))
  const fresh: { digest: Uint8Array<ArrayBuffer>; html: string }[] = []
  texts.forEach((text, i) => {
    const digest = digests[i] as Uint8Array<ArrayBuffer>
    if (htmlOf.has(keyOf(digest))) return
    const html = renderMarkdown(text)
    htmlOf.set(keyOf(digest), html)
    fresh.push({ digest, html })
  })
  if (fresh.length > 0) await db.renderedBody.createMany({ data: fresh, skipDuplicates: true })
  return digests.map((digest) => htmlOf.get(keyOf(digest)) as string)
}

function digestOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(`${rendererVersion}\n${text}`).digest().subarray(0, 16))
}

function keyOf(digest: Uint8Array): string {
  return Buffer.from(digest).toString('base64')
}
