// Installs what running needs, and nothing that tests need. `packages`: the packages alone, before the sources are there.
import './lib/load-env.mjs'
import { checkNode, install } from './lib/install.mjs'

checkNode()
await install({ only: process.argv[2] === 'packages' ? 'packages' : undefined })
