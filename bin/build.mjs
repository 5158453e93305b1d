// Builds the app if its sources have changed. If two run at once, the second waits and finds it built.
import './lib/load-env.mjs'
import fs from 'node:fs'
import path from 'node:path'
import { copyFonts } from './lib/copy-fonts.mjs'
import { digestSources } from './lib/digest-sources.mjs'
import { isMain, root, run, say, waitForLock } from './lib/steps.mjs'

const stamp = path.join(root, '.next/cairn-build')
const sources = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema',
  'next.config.ts',
  'instrumentation.ts',
  'postcss.config.mjs',
  'package-lock.json',
  'tsconfig.json',
]

/** Generated from sources that are named already. */
const isGenerated = (file) => /(^|\/)(generated|fonts)$/.test(file)

export async function build() {
  const wanted = digestSources(sources, isGenerated)
  const isBuilt = () => fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted
  if (isBuilt()) return
  await waitForLock('build', async () => {
    if (isBuilt()) return
    say('Building the pages (about a minute, once)')
    copyFonts()
    await run('node', ['node_modules/next/dist/bin/next', 'build'], { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
    fs.writeFileSync(stamp, wanted)
  })
}

if (isMain(import.meta.url))
  await build().catch((error) => {
    say(error.message)
    process.exit(1)
  })
