// npm run mutate: changes the program a little in a copy, again and again, and says which changes no test notices. Installs what is missing first.
import './lib/without-env-file.mjs'
import { checkNode, install } from './lib/install.mjs'

checkNode()
try {
  await install({ dev: true })
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
// The same as `node --import tsx`, without another process.
await import('tsx')
const { runMutate } = await import('../tools/mutate/index.ts')
await runMutate(process.argv)
