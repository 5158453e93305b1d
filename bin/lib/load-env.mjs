// Reads .env. Every script that runs Cairn imports this before anything else: other modules may read the environment as they load.
// What is measured is the same on every machine: the bench ignores the file.
import path from 'node:path'
import { EnvFileError, loadEnvFile } from '../../lib/platform/env/env-file.mjs'

const isCommandLine = /^cairn\.(mjs|ts)$/.test(path.basename(process.argv[1] ?? ''))
if (isCommandLine && process.argv[2] === 'bench') process.env.CAIRN_ENV_FILE = 'off'
try {
  loadEnvFile(path.resolve(import.meta.dirname, '../..'))
} catch (error) {
  if (!(error instanceof EnvFileError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
