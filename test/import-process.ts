// A process that goes on with an import from the browser, as a worker does, for a test that kills it.
import { continueImport } from '../lib/exchange/import'
import { disconnect } from '../lib/platform/db'

await continueImport(() => false)
await disconnect()
process.exit(0)
