import { benchGrowth } from '../bench'
import { progressBar } from './progress'

/** Growth steeper than this is reported: 1 is linear, and measurements vary. */
const exponentMax = 1.4

/** `npm run bench -- --only growth`: how the time of everything that parses grows with its input, the longest first. */
export async function growthCommand(json = false): Promise<void> {
  const bar = progressBar('Feeding growing inputs')
  const figures = await benchGrowth(bar.update)
  bar.stop()
  if (json) {
    process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
    return
  }
  const out = (line: string) => process.stdout.write(`${line}\n`)
  out(`\n${figures.length} attacks of 200,000 characters; ms of CPU, and the steepest growth where it could be measured`)
  for (const { subject, attack, most, exponent } of [...figures].sort((a, b) => b.most - a.most).slice(0, 25))
    out(
      `  ${subject.padEnd(24)} ${attack.padEnd(42)} ${most.toFixed(0).padStart(7)} ms  ${exponent === null ? '' : `n^${exponent.toFixed(1)}`}`,
    )
  const steep = figures.filter(({ exponent }) => (exponent ?? 0) > exponentMax)
  out(steep.length === 0 ? '\nNothing grows faster than its input.' : `\n${steep.length} grow faster than their input:`)
  for (const { subject, attack, ms } of steep) out(`  ${subject}: ${attack} (${ms.map((each) => each.toFixed(0)).join(', ')} ms)`)
}
