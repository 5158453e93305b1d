import { withLock } from '../../db/lock'
import { DomainError } from '../../errors'
import { log, messageOf } from '../../log'
import { Pause } from '../../shared/pause'
import { checkIndex } from './check'
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

export type Mirroring = { stop(): Promise<void> }

/**
 * Keeps the index as PostgreSQL is, until it is stopped: sends the outbox, builds the index where it is missing or not
 * ours, compares every hour. Several processes may run it; one at a time works. Without a Meilisearch it forgets what
 * waits, since nobody will ask for it, and ends.
 */
export function keepMirror(): Mirroring {
  const pause = new Pause()
  let failures = 0
  let checkedAt = 0

  async function step(): Promise<number> {
    if (Date.now() - checkedAt > checkEveryMs) {
      await ensureIndex()
      await clearAbandoned()
      await compareIfDue()
      checkedAt = Date.now()
    }
    const sent = await sendOutbox()
    if (failures > 0) await writeMirror({ fault: '' })
    failures = 0
    return sent ? 0 : idleMs
  }

  async function run(): Promise<void> {
    if (!hasMeilisearch()) return await leaveMirror()
    while (!pause.ended) {
      try {
        await pause.rest(await step())
      } catch (error) {
        checkedAt = 0
        if (failures++ === 0) log('warn', 'search index is not kept', { because: messageOf(error) })
        await writeMirror({ fault: messageOf(error) }).catch(() => undefined)
        await pause.rest(Math.min(backOffMs.most, backOffMs.least * 2 ** failures) * (0.5 + Math.random()))
      }
    }
  }

  const running = run().catch((error) => log('error', 'search index is not kept', { error: messageOf(error) }))
  return {
    async stop() {
      pause.end()
      await running
    },
  }
}

async function ensureIndex(): Promise<void> {
  const { mirrored, wanted } = await readMirror()
  const check = await checkIndex()
  if (check.usable && mirrored && !wanted) return
  if (!check.usable && !check.rebuild) throw new DomainError('unavailable', check.fault)
  // An index from before this installation left Meilisearch has missed what was written since.
  log('info', 'search index is being built', {
    because: check.usable ? (wanted ? 'asked for' : 'Meilisearch is used from now on') : check.fault,
  })
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
  await writeMirror({ mirrored: false, building: null, fault: '' })
  await emptyOutbox()
}
