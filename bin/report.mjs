// npm run report: figures of the source as a table. `-- --list` names every place, `-- --tighten` lowers the bounds of the test to them.
// A folder as another word measures the clone that is there.
import './lib/without-env-file.mjs'
import path from 'node:path'
import { install } from './lib/install.mjs'
import { root } from './lib/steps.mjs'

await install({ dev: true })
await import('tsx')
const { printReport } = await import('../test/report/print-report.ts')
const words = process.argv.slice(2)
const folder = words.find((word) => !word.startsWith('--'))
printReport(folder ? path.resolve(folder) : root, { list: words.includes('--list'), tighten: words.includes('--tighten') })
process.exit(0)
