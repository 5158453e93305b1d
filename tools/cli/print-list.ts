const linesShown = 20

/** Prints how many there are, and the first of them; nothing if there are none. */
export function printList(name: string, lines: string[]): void {
  if (lines.length === 0) return
  process.stdout.write(`${name.padEnd(18)} ${String(lines.length).padStart(8)}\n`)
  for (const line of lines.slice(0, linesShown)) process.stdout.write(`  ${line}\n`)
  if (lines.length > linesShown) process.stdout.write(`  and ${lines.length - linesShown} more; --json lists all\n`)
}
