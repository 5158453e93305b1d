// Installs what running needs, and nothing for tests. `packages`: only the packages, before the sources are there.
import './lib/load-env.mjs'
import { checkNode, install } from './lib/install.mjs'

checkNode()
try {
  await install({ only: process.argv[2] === 'packages' ? 'packages' : undefined })
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
