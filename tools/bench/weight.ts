import { gzipSync } from 'node:zlib'

/** What a first visit to a page loads, in KiB compressed with gzip. Fonts are left out, because browsers keep them for good. */
export type Weight = { scripts: number; everything: number; html: number }

/** Fetches a page with its scripts and style sheets. */
export async function weigh(origin: string, address: string): Promise<Weight> {
  const html = await text(origin + address)
  const scripts = new Set([...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, src]) => src as string))
  const styles = new Set([...html.matchAll(/<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g)].map(([, href]) => href as string))
  // Scripts for browsers without modules are loaded by no others.
  for (const [tag, src] of html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)) if (/nomodule/i.test(tag)) scripts.delete(src as string)
  let scriptBytes = 0
  for (const src of scripts) scriptBytes += gzipSync(await text(origin + src)).length
  let otherBytes = gzipSync(html).length
  for (const href of [...styles, '/icons.svg']) otherBytes += gzipSync(await text(origin + href)).length
  const kib = (bytes: number) => bytes / 1024
  return { scripts: kib(scriptBytes), everything: kib(scriptBytes + otherBytes), html: kib(gzipSync(html).length) }
}

async function text(address: string): Promise<string> {
  const response = await fetch(address, { headers: { 'accept-encoding': 'identity' }, signal: AbortSignal.timeout(30_000) })
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
  return response.text()
}
