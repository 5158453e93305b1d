import { continueRelated, readRelatedProgress, wantRelated } from '../../lib/curation/related'
import { print } from './print'
import { progressBar } from './progress'
import { withDatabase } from './with-database'

const othersWorkMs = 500

/** `cairn related`: computes every related list again, answers then threads. Ctrl-C stops it, and the next call goes on from there. */
export async function relatedCommand({ afresh = false, json }: { afresh?: boolean; json?: boolean }): Promise<void> {
  let stopped = false
  process.once('SIGINT', () => {
    stopped = true
  })
  const bar = progressBar('Relating')
  const progress = await withDatabase(async () => {
    await wantRelated(afresh)
    while (!stopped) {
      const own = await continueRelated()
      const now = own ?? (await readRelatedProgress())
      bar.update(now.done, now.total)
      if (!now.running) break
      // If a worker is already at it, this command only watches.
      if (!own) await new Promise((resolve) => setTimeout(resolve, othersWorkMs))
    }
    return readRelatedProgress()
  }).finally(() => bar.stop())
  const { done, total, running } = progress
  print(json, { done, total, running }, [
    running ? `Stopped after ${done} of ${total} related lists; the same command goes on from there.` : `${done} related lists`,
  ])
}
