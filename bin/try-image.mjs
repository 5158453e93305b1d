// Does the steps of the Dockerfile in a folder, without Docker, prints its size and runs a site from it.
import './lib/without-env-file.mjs'
import { install } from './lib/install.mjs'

await install({ dev: true })
await import('tsx')
const { tryImage } = await import('../test/image/try-image.ts')
try {
  await tryImage()
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
