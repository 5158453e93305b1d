import type { ImportReport } from '../import/context'
import { type ImportKind, runImport } from '../import/run'
import { progressBar } from './progress'
import { withDatabase } from './with-database'

const problemsShown = 20

type Options = { source?: string; dryRun?: boolean; json?: boolean; base?: string }

/** `cairn import`: brings a forum in and says what came of it. */
export async function importCommand(kind: string, path: string, { source, dryRun, json, base }: Options): Promise<void> {
  const bar = progressBar(dryRun ? 'Reading' : 'Importing')
  const run = () => runImport({ kind: kind as ImportKind, path, source, dryRun, base, progress: bar.update })
  const report = await (dryRun ? run() : withDatabase(run)).finally(() => bar.stop())
  if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  else print(report, dryRun ?? false)
}

function print({ threads, replies, answers, links, problems }: ImportReport, dryRun: boolean): void {
  const line = (name: string, { added, updated, unchanged }: ImportReport['threads']) =>
    process.stdout.write(
      `${name.padEnd(18)} ${String(added).padStart(8)} ${dryRun ? 'found' : 'added'}${dryRun ? '' : `, ${updated} updated, ${unchanged} unchanged`}\n`,
    )
  line('Threads', threads)
  line('Replies', replies)
  line('Canonical answers', answers)
  if (links > 0) process.stdout.write(`${'Links'.padEnd(18)} ${String(links).padStart(8)} added\n`)
  if (problems.length > 0) process.stdout.write(`${'Skipped'.padEnd(18)} ${String(problems.length).padStart(8)}\n`)
  for (const { file, position, message } of problems.slice(0, problemsShown)) process.stdout.write(`  ${file}, ${position}: ${message}\n`)
  if (problems.length > problemsShown) process.stdout.write(`  and ${problems.length - problemsShown} more; --json lists all\n`)
}
