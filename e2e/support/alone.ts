import path from 'node:path'
import { withLockFile } from '../../lib/shared/lock-file.mjs'

/** Longer than any test takes: only its own limit ends the wait. */
const patienceSeconds = 3_600

/** Does this while no other test of the run does what has the same name: for what the whole site has once. */
export const alone = <T>(name: string, work: () => Promise<T>): Promise<T> =>
  withLockFile(path.join(process.env.E2E_DATA_DIR as string, `${name}.test-lock`), patienceSeconds, work, () => undefined)
