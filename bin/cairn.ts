// The command line. `npm run cairn -- --help` lists what it can do.
import './lib/load-env.mjs'
import { runCommandLine } from '../tools/cli'

await runCommandLine(process.argv)
