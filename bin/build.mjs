// Builds the app if what it is built from has changed. Two callers at once: the second waits and finds it done.
import './lib/load-env.mjs'
import fs from 'node:fs'
import path from 'node:path'
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

/** Copies the faces out of their packages, under names that carry their version. */
export function copyFonts() {
  const target = path.join(root, 'public/fonts')
  fs.mkdirSync(target, { recursive: true })
  const faces = [
    ['@fontsource-variable/inter', 'inter-latin-wght-normal.woff2', 'inter-5.3.0-latin.woff2'],
    ['@fontsource-variable/inter', 'inter-latin-ext-wght-normal.woff2', 'inter-5.3.0-latin-ext.woff2'],
    ['@fontsource-variable/literata', 'literata-latin-wght-normal.woff2', 'literata-5.3.0-latin.woff2'],
    ['@fontsource-variable/literata', 'literata-latin-ext-wght-normal.woff2', 'literata-5.3.0-latin-ext.woff2'],
    ['@fontsource/literata', 'literata-latin-400-italic.woff2', 'literata-5.3.0-latin-italic.woff2'],
  ]
  for (const [name, from, to] of faces) fs.copyFileSync(path.join(root, 'node_modules', name, 'files', from), path.join(target, to))
}

/** Generated from what is named already. */
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
