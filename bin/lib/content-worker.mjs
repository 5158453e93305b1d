// Builds what threads of the content pool run: one file of plain JavaScript, and one for each grammar, which is loaded when it is used.
import fs from 'node:fs'
import path from 'node:path'
import { digestSources } from './digest-sources.mjs'
import { root, waitForLock } from './steps.mjs'

/** The path at which lib/content/pool/content-pool.ts looks for it. */
const outdir = path.join(root, '.cache/build')
const outfile = path.join(outdir, 'content-worker.mjs')
const grammars = 'content-grammars'
const stamp = `${outfile}.stamp`
/** Folders of its sources. */
const sources = ['lib/content', 'lib/shared', 'package-lock.json']

export async function buildContentWorker() {
  const wanted = digestSources(sources)
  const isBuilt = () => fs.existsSync(outfile) && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted
  if (isBuilt()) return
  await waitForLock('content-worker', async () => {
    if (isBuilt()) return
    const { build } = await import('esbuild')
    fs.rmSync(path.join(outdir, grammars), { recursive: true, force: true })
    await build({
      entryPoints: { 'content-worker': path.join(root, 'lib/content/pool/worker.ts') },
      outdir,
      outExtension: { '.js': '.mjs' },
      chunkNames: `${grammars}/[name]-[hash]`,
      splitting: true,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'warning',
    })
    fs.writeFileSync(stamp, wanted)
  })
}
