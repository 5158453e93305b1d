// `npm run prisma -- format` formats prisma/schema; `validate` checks it.
import './lib/load-env.mjs'
import { prisma } from './lib/prisma.mjs'
import { say } from './lib/steps.mjs'

await prisma(process.argv.slice(2), { quiet: false }).catch((error) => {
  say(error.message)
  process.exit(1)
})
