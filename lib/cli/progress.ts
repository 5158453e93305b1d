import { Presets, SingleBar } from 'cli-progress'
import type { Progress } from '../import/source'

/** A progress bar on standard error, or a line every tenth where there is no terminal. */
export function progressBar(label: string): { update: Progress; stop(): void } {
  if (!process.stderr.isTTY) {
    let tenth = -1
    return {
      update(done, total) {
        const now = total > 0 ? Math.floor((done / total) * 10) : 0
        if (now === tenth) return
        tenth = now
        process.stderr.write(`${label} ${now * 10} %\n`)
      },
      stop() {},
    }
  }
  const bar = new SingleBar(
    { format: `${label} {bar} {percentage} % · {eta_formatted} left`, hideCursor: true, stream: process.stderr },
    Presets.shades_classic,
  )
  let started = false
  return {
    update(done, total) {
      if (!started) bar.start(total, done)
      started = true
      bar.setTotal(total)
      bar.update(done)
    },
    stop() {
      if (started) bar.stop()
    },
  }
}
