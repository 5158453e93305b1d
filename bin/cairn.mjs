// npm run cairn: the command line. Installs what is missing first, so that it works in a fresh clone.
import './lib/load-env.mjs'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { build } from './build.mjs'
import { checkNode, install } from './lib/install.mjs'
import { root } from './lib/steps.mjs'

checkNode()
await install()
// The bench asks the production build for pages.
if (process.argv[2] === 'bench' && !process.argv.includes('--help')) await build()
const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'bin/cairn.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, CAIRN_CALLED_FROM: process.env.INIT_CWD ?? process.cwd() },
})
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
