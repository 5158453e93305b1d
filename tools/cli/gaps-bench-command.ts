import { withScratchDatabase } from '../../lib/setup'
import { benchGaps, type GapBenchFigures, type GapRunFigures } from '../bench'

const sizes = [5_000, 50_000, 500_000]

/** `npm run bench -- --only gaps`: what finding gaps costs, from small to large. */
export async function gapsBenchCommand(threads: string | undefined, json = false): Promise<void> {
  const figures: GapBenchFigures[] = []
  for (const size of threads === undefined ? sizes : [Number(threads)]) {
    const show = (line: string) => void (json || process.stdout.write(`${line}\n`))
    show(`\n${size} threads`)
    const figure = await withScratchDatabase(() => benchGaps(size, (part, run) => show(lineOf(part, run))))
    const { ties, gaps, placeMs } = figure
    show(`  new thread into its gap    ${placeMs.median.toFixed(0)} ms, at most ${placeMs.max.toFixed(0)} ms`)
    show(`  ${ties} ties, ${gaps} gaps`)
    figures.push(figure)
  }
  if (json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
}

function lineOf(name: string, { seconds, cpuSeconds, memoryMb, turnMs }: GapRunFigures): string {
  const figures = [`${seconds.toFixed(1)} s`, `${cpuSeconds.toFixed(1)} s of CPU`, `${memoryMb.toFixed(0)} MB`]
  return `  ${name.padEnd(26)} ${figures.join(', ')}, longest turn ${turnMs.toFixed(0)} ms`
}
