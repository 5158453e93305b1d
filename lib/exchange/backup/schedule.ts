import { withLock } from '../../platform/db'
import { env } from '../../platform/env'
import { log, messageOf } from '../../platform/log'
import { Pause } from '../../shared'
import { saveAutomatically } from './automatic'
import { type BackupStatus, readBackupStatus, savesItself } from './status'

const lookEveryMs = 10 * 60_000
const firstLookMs = 2 * 60_000
/** A backup that failed is not tried again at once, because the reason usually lasts. */
const againMs = 60 * 60_000
/** How long to wait for another worker that is making one. */
const busyMs = 5_000
/** Local hour at which few people read. */
const hour = 3
const minute = 37

let wake: () => void = () => undefined

/** Makes the worker of this process back up now, at any hour. */
export function wantBackup(): void {
  wake()
}

/** Whether a backup is due: none has been made since the last backup hour. */
export function isDue({ last, failure }: BackupStatus, now: Date): boolean {
  if (failure && now.getTime() - new Date(failure.at).getTime() < againMs) return false
  if (!last) return true
  const due = new Date(now)
  due.setHours(hour, minute, 0, 0)
  if (due > now) due.setDate(due.getDate() - 1)
  return new Date(last.at) < due
}

/** Makes a backup each night until it is stopped. A backup that is being made is given up then. Only one of several workers makes it. */
export function keepSaving(): { stop(): Promise<void> } {
  if (!savesItself()) return { async stop() {} }
  const pause = new Pause()
  const abort = new AbortController()
  let wanted = false
  wake = () => {
    wanted = true
    pause.wakeUp()
  }
  const running = (async () => {
    await pause.rest(firstLookMs)
    while (!pause.ended) {
      if (wanted || isDue(readBackupStatus(), new Date())) {
        const tried = await withLock('saving', false, async () => {
          wanted = false
          return saveAutomatically(env().databaseUrl as string, { signal: abort.signal })
        }).catch((error) => {
          wanted = false
          log('warn', 'no backup this time', { error: messageOf(error) })
        })
        // Another worker is making one. A backup that was asked for is made after it.
        if (tried === null && wanted) await pause.rest(busyMs)
      }
      if (!wanted) await pause.rest(lookEveryMs)
    }
  })()
  return {
    async stop() {
      wake = () => undefined
      pause.end()
      abort.abort(new Error('The worker ends.'))
      await running
    },
  }
}
