import { type UndoReport, undoImport } from '../../lib/exchange/import'
import { recordAudit } from '../../lib/identity/audit'
import { system } from '../../lib/identity/viewer'
import { db } from '../../lib/platform/db'
import { printList } from './print-list'
import { progressBar } from './progress'
import { withDatabase } from './with-database'

type Options = { dryRun?: boolean; json?: boolean }

/** `cairn import undo`: removes imported content on which nobody here has built. */
export async function undoImportCommand(source: string, { dryRun, json }: Options): Promise<void> {
  const bar = progressBar(dryRun ? 'Reading' : 'Removing')
  const report = await withDatabase(async () => {
    const undone = await undoImport({ source, dryRun, progress: bar.update })
    const { threads, replies, answers } = undone.removed
    const removed = `removed: threads ${threads}, replies ${replies}, answers ${answers}`
    if (!dryRun) await recordAudit(db(), system, { action: 'import.undo', reason: `source ${source}, ${removed}` })
    return undone
  }).finally(() => bar.stop())
  if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  else print(report, dryRun ?? false)
}

function print({ removed, kept }: UndoReport, dryRun: boolean): void {
  const line = (name: string, count: number) =>
    process.stdout.write(`${name.padEnd(18)} ${String(count).padStart(8)} ${dryRun ? 'would be removed' : 'removed'}\n`)
  line('Threads', removed.threads)
  line('Replies', removed.replies)
  line('Canonical answers', removed.answers)
  if (!dryRun) {
    line('Topics', removed.topics)
    line('Tags', removed.tags)
    line('People', removed.people)
  } else process.stdout.write('Topics, tags and people that nothing else uses would be removed too.\n')
  printList(
    'Kept',
    kept.map(({ subject, id, title, message }) => `${subject} ${id}, “${title}”: ${message}`),
  )
}
