import { withScratchDatabase } from '../../lib/setup'
import { benchGaps, type GapBenchFigures, type GapRunFigures } from '../bench'

const sizes = [5_000, 50_000, 500_000]

/** `npm run bench -- --only gaps`: what finding gaps costs, from small to large. */
export async function gapsBenchCommand(threads: string | undefined, json = false): Promise<void> {
  const figures: GapBenchFigures[] = []
  for (const size of threads === undefined ? sizes : [Number(threads)]) {
    figures.push(await withScratchDatabase(() => benchGaps(size)))
    const latest = figures.at(-1)
    if (!json && latest) process.stdout.write(`${linesOf(latest).join('\n')}\n`)
  }
  if (json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
}

function linesOf({ threads, ties, gaps, first, again, placeMs }: GapBenchFigures): string[] {
  return [
    `\n${threads} threads, ${ties} ties, ${gaps} gaps`,
    lineOf('first run', first),
    lineOf('run that changes nothing', again),
    `  new thread into its gap    ${placeMs.median.toFixed(0)} ms, at most ${placeMs.max.toFixed(0)} ms`,
  ]
}

function lineOf(name: string, { seconds, cpuSeconds, memoryMb, blockedMs }: GapRunFigures): string {
  const figures = [`${seconds.toFixed(1)} s`, `${cpuSeconds.toFixed(1)} s of CPU`, `${memoryMb.toFixed(0)} MB`]
  return `  ${name.padEnd(26)} ${figures.join(', ')}, longest turn ${blockedMs.toFixed(0)} ms`
}
