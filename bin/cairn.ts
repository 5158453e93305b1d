// The command line. `npm run cairn -- --help` lists what it can do.
import './lib/load-env.mjs'
import { runCommandLine } from '../lib/cli/command-line'

await runCommandLine(process.argv)
