// Runs holds-connection.ts as `vitest run` does. Its name keeps it out of other runs.
import { startVitest } from 'vitest/node'

await startVitest('test', [], { run: true, include: ['test/killed-run/holds-connection.ts'] })
