// npm run cairn: the command line. Installs what is missing first, so that it works in a fresh clone.
import './lib/load-env.mjs'
import { build } from './build.mjs'
import { checkNode, install } from './lib/install.mjs'
import { root } from './lib/steps.mjs'

checkNode()
try {
  await install()
  // The bench asks the production build for pages.
  if (process.argv[2] === 'bench' && !process.argv.includes('--help')) await build()
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
process.env.CAIRN_CALLED_FROM = process.env.INIT_CWD ?? process.cwd()
process.chdir(root)
// The same as `node --import tsx`, without another process.
await import('tsx')
await import('./cairn.ts')
