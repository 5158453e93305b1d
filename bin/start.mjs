// npm start: installs what is missing, builds what has changed, then hands over to the supervisor.
// npm run dev: the same without a build; pages, server and worker follow the files (bin/lib/develop.ts).
import './lib/load-env.mjs'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { build } from './build.mjs'
import { copyFonts } from './lib/copy-fonts.mjs'
import { checkNode, install } from './lib/install.mjs'
import { root } from './lib/steps.mjs'

checkNode()
try {
  await install()
  if (process.argv.includes('--dev')) copyFonts()
  else await build()
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'bin/supervisor.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
// Ctrl-C reaches the supervisor by itself; a signal to this process alone is passed on.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
