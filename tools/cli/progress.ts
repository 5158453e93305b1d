import { Presets, SingleBar } from 'cli-progress'
import type { Progress } from '../../lib/exchange/import'

/** Without a terminal, every so many notes are a line. */
const notedEvery = 100

/** A progress bar on standard error, or a line every tenth where there is no terminal. */
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
