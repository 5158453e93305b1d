import { withLock } from '../../../platform/db'
import { DomainError } from '../../../platform/errors'
import { log, messageOf } from '../../../platform/log'
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
/** Waits after a failure: twice as long each time, with some chance in it, so that many workers don't come at once. */
const backOffMs = { least: 500, most: 30_000 }
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
    let failures = 0
    while (!pause.ended) {
      try {
        const restMs = await step()
        if (failures > 0 || report.isUnwritten()) await report.say(part, '')
        failures = 0
        await pause.rest(restMs)
      } catch (error) {
        failures++
        await report.say(part, messageOf(error)).catch(() => undefined)
        await pause.rest(Math.min(backOffMs.most, backOffMs.least * 2 ** failures) * (0.5 + Math.random()))
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

/** What administrators see of faults. One line in the log when one begins. */
function faultReport() {
  const faults: Record<Part, string> = { index: '', sending: '' }
  let written: string | undefined
  return {
    isUnwritten: () => written === undefined,
    async say(part: Part, fault: string): Promise<void> {
      if (fault && !faults[part]) log('warn', 'search index is not kept', { because: fault })
      faults[part] = fault
      const now = faults.index || faults.sending
      if (now === written) return
      await writeMirror({ fault: now })
      written = now
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
