// Prisma's command line, for commands that need no database: generate, format, validate.
import path from 'node:path'
import { root, run } from './steps.mjs'

/** Runs Prisma. It asks for an engine binary and does not use it, so any file will do and nothing is downloaded. */
export function prisma(words, options = {}) {
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: path.join(root, 'package.json'), CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' }
  return run('node', ['node_modules/prisma/build/index.js', ...words], env, options)
}
