// Builds what threads of the content pool run: one file of plain JavaScript, in a second.
import fs from 'node:fs'
import path from 'node:path'
import { digestSources } from './digest-sources.mjs'
import { root, waitForLock } from './steps.mjs'

/** As lib/content/pool/content-pool.ts looks for it. */
const outfile = path.join(root, '.cache/build/content-worker.mjs')
const stamp = `${outfile}.stamp`
/** Folders whose files it may be made from. */
const sources = ['lib/content', 'lib/shared', 'package-lock.json']

export async function buildContentWorker() {
  const wanted = digestSources(sources)
  const isBuilt = () => fs.existsSync(outfile) && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted
  if (isBuilt()) return
  await waitForLock('content-worker', async () => {
    if (isBuilt()) return
    const { build } = await import('esbuild')
    await build({
      entryPoints: [path.join(root, 'lib/content/pool/worker.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'warning',
    })
    fs.writeFileSync(stamp, wanted)
  })
}
