// Runs `npm run dev` in a copy of this clone, changes files of every kind there and sees the changes. CI calls it.
import './lib/without-env-file.mjs'
import { install } from './lib/install.mjs'

await install({ dev: true })
await import('tsx')
const { tryDev } = await import('../test/dev/try-dev.ts')
try {
  await tryDev()
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
