// A worker in a process of its own, for a test that kills it.
import { startWorker } from '../worker'

await startWorker({ removeSample: async () => undefined })
