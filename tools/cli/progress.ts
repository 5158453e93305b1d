import { Presets, SingleBar } from 'cli-progress'
import type { Progress } from '../../lib/exchange/import'

/** Without a terminal, this many steps are one line. */
const notedEvery = 100

/** Shows a progress bar on standard error or, without a terminal, a line for every tenth. */
export function progressBar(label: string): { update: Progress; note(text: string): void; stop(): void } {
  if (!process.stderr.isTTY) {
    let tenth = -1
    let noted = 0
    return {
      note(text) {
        if (noted++ % notedEvery === 0) process.stderr.write(`${text}\n`)
      },
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
    { format: `${label} {bar} {percentage} % · {eta_formatted} left {note}`, hideCursor: true, stream: process.stderr },
    Presets.shades_classic,
  )
  let started = false
  let noted = ''
  return {
    note(text) {
      noted = `· ${text}`
      if (started) bar.update({ note: noted })
    },
    update(done, total) {
      if (!started) bar.start(total, done, { note: noted })
      started = true
      bar.setTotal(total)
      bar.update(done)
    },
    stop() {
      if (started) bar.stop()
    },
  }
}
