import { benchAttack, benchKills } from '../bench'

function out(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** `npm run bench -- --only kills`: what becomes of acknowledged writes when parts of the site are killed. */
export async function killsCommand(json = false): Promise<void> {
  const figures = await benchKills()
  if (json) return out(JSON.stringify(figures, null, 2))
  out('\nA hundred replies, with SIGKILL    acknowledged   stored   lost   doubled   seconds')
  for (const { killed, acknowledged, stored, lost, doubled, seconds } of figures)
    out(
      `  ${killed.padEnd(32)} ${String(acknowledged).padStart(12)} ${String(stored).padStart(8)} ${String(lost).padStart(6)} ${String(doubled).padStart(9)} ${seconds.toFixed(0).padStart(9)}`,
    )
}

/** `npm run bench -- --only attack`: what readers see while members send what is expensive to format or to decode. */
export async function attackCommand(databaseUrl: string, json = false): Promise<void> {
  const figures = await benchAttack(databaseUrl)
  if (json) return out(JSON.stringify(figures, null, 2))
  out('\nReaders while members attack     sent  refused   usual p50   p50 ms   p99 ms   times usual      MB   grown')
  for (const { attack, sent, refused, usual, p50, p99, megabytes, grown, died } of figures)
    out(
      `  ${attack.padEnd(24)} ${String(sent).padStart(10)} ${String(refused).padStart(8)} ${usual.toFixed(1).padStart(11)} ${p50.toFixed(1).padStart(8)} ${p99.toFixed(1).padStart(8)} ${(p50 / usual).toFixed(1).padStart(13)} ${megabytes.toFixed(0).padStart(7)} ${grown.toFixed(0).padStart(7)}${died ? '  DIED' : ''}`,
    )
}
