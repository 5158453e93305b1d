import { withLock } from '../../../platform/db'
import { DomainError } from '../../../platform/errors'
import { log, messageOf } from '../../../platform/log'
import { BackOff, Fault } from '../../../platform/resilience'
import { Pause } from '../../../shared'
import { checkIndex, type IndexCheck } from './check'
import { hasMeilisearch } from './client'
import { emptyOutbox, sendOutbox } from './outbox'
import { clearAbandoned, rebuildIndex } from './rebuild'
import { reconcile } from './reconcile'
import { readMirror, writeMirror } from './state'

const idleMs = 250
const checkEveryMs = 10_000
const reconcileEveryMs = 60 * 60_000
/** Waits after a failure. */
const waits = { firstMs: 1_000, longestMs: 30_000 }
/** An index that could not be built is not tried again at once: it takes long, and the reason is rarely gone. */
const rebuildAgainMs = 10 * 60_000

export type IndexSync = { stop(): Promise<void> }

/**
 * Keeps the index as PostgreSQL is, until it is stopped: sends the outbox, and beside that builds the index where it is missing
 * or not ours and compares every hour. Several processes may run it; one at a time works. Without a Meilisearch it forgets what
 * waits, since nobody will ask for it, and ends.
 */
export function startIndexSync(): IndexSync {
  const pauses = [new Pause(), new Pause()] as const
  const report = faultReport()
  /** There is something to send to. */
  let isThere = false
  let builtInVainAt = 0

  async function lookAfterIndex(): Promise<number> {
    const check = await checkIndex()
    isThere = check.usable
    await ensureIndex(check, Date.now() - builtInVainAt > rebuildAgainMs).catch((error) => {
      if (error instanceof DomainError && error.code === 'conflict') builtInVainAt = Date.now()
      throw error
    })
    isThere = true
    await clearAbandoned()
    await compareIfDue()
    return checkEveryMs
  }

  async function send(): Promise<number> {
    if (!isThere) return idleMs
    return (await sendOutbox()) ? 0 : idleMs
  }

  async function run(part: Part, pause: Pause, step: () => Promise<number>): Promise<void> {
    const backOff = new BackOff(waits)
    while (!pause.ended) {
      try {
        const restMs = await step()
        await report.over(part)
        backOff.reset()
        await pause.rest(restMs)
      } catch (error) {
        await report.met(part, messageOf(error)).catch(() => undefined)
        await pause.rest(backOff.next())
      }
    }
  }

  const running = (
    hasMeilisearch() ? Promise.all([run('index', pauses[0], lookAfterIndex), run('sending', pauses[1], send)]) : leaveMirror()
  ).catch((error) => log('error', 'search index is not kept', { error: messageOf(error) }))
  return {
    async stop() {
      for (const pause of pauses) pause.end()
      await running
    },
  }
}

type Part = 'index' | 'sending'

/** What administrators see of faults, and the log. */
function faultReport() {
  const part = () => new Fault({ begins: 'search index is not kept', ends: 'search index is kept again' })
  const faults: Record<Part, Fault> = { index: part(), sending: part() }
  let written: string | undefined
  async function write(): Promise<void> {
    const now = faults.index.now || faults.sending.now
    if (now === written) return
    await writeMirror({ fault: now })
    written = now
  }
  return {
    met(part: Part, reason: string): Promise<void> {
      faults[part].met(reason)
      return write()
    },
    over(part: Part): Promise<void> {
      faults[part].over()
      return write()
    },
  }
}

async function ensureIndex(check: IndexCheck, mayBuild: boolean): Promise<void> {
  const { mirrored, wanted, rebuiltAt } = await readMirror()
  if (check.usable && mirrored && rebuiltAt && !wanted) return
  if (!check.usable && !check.rebuild) throw new DomainError('unavailable', check.fault)
  const because = check.usable ? (wanted ? 'asked for' : 'Meilisearch is used from now on') : check.fault
  if (!mayBuild && !wanted) throw new DomainError('unavailable', `${because} It could not be built; it is tried again every ten minutes.`)
  // An index from before this installation left Meilisearch has missed what was written since.
  log('info', 'search index is being built', { because })
  const documents = await rebuildIndex()
  if (documents !== null) log('info', 'search index is built', { documents })
}

async function compareIfDue(): Promise<void> {
  const { reconciledAt, building } = await readMirror()
  if (building !== null || (reconciledAt && Date.now() - reconciledAt.getTime() < reconcileEveryMs)) return
  await withLock('rebuilding', false, async () => {
    const drift = await reconcile()
    if (drift.missing + drift.stale + drift.orphaned > 0) log('info', 'search index compared', drift)
  })
}

async function leaveMirror(): Promise<void> {
  if (!(await readMirror()).mirrored) return
  await writeMirror({ mirrored: false, building: null, rebuilt_at: null, fault: '' })
  await emptyOutbox()
}
