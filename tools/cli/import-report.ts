import type { ImportReport } from '../../lib/exchange/import'

const linesShown = 20

/** What an import did, for people: counts, what was left out and why, and where to look next. A dry run says what it found. */
export function importReport(report: ImportReport, { dryRun, source }: { dryRun: boolean; source: string }): string {
  const { threads, replies, answers, links, hidden, nowHidden, withheld, duplicates, problems, incomplete, addressesTaken, notes } = report
  const counted = (name: string, { added, updated, unchanged }: ImportReport['threads']) =>
    row(name, added, dryRun ? 'found' : `added, ${updated} updated, ${unchanged} unchanged`)
  const kept = problems.filter((problem) => problem.kept)
  const skipped = problems.filter((problem) => !problem.kept)
  return [
    counted('Threads', threads),
    counted('Replies', replies),
    counted('Canonical answers', answers),
    ...(links > 0 ? [row('Links', links, 'added')] : []),
    ...picturesOf(report),
    ...(hidden.threads + hidden.replies > 0
      ? [
          row(
            'Hidden',
            hidden.threads + hidden.replies,
            `of these: ${hidden.threads} threads and ${hidden.replies} replies, not public at the source`,
          ),
        ]
      : []),
    ...section(
      'Left out, not public at the source',
      withheld,
      (item) => `${item.subject} ${item.externalId}${item.title ? ` “${item.title}”` : ''}: ${item.reason} (${item.file})`,
      byReason(withheld),
    ),
    ...section('Hidden here, no longer public at the source', nowHidden, lineOfSubject),
    ...section('Kept as it is here', report.kept, lineOfSubject),
    ...section('Skipped', skipped, ({ file, position, message }) => `${file}, ${position}: ${message}`),
    ...section('Changed to fit', kept, ({ file, position, message }) => `${file}, ${position}: ${message}`),
    ...section('Duplicates, left out', duplicates, ({ file, position, message }) => `${file}, ${position}: ${message}`),
    ...section('Incomplete threads', incomplete, ({ externalId, title, missing, posts, ids }) => {
      const which = ids.length > 0 ? `: ${ids.slice(0, 10).join(', ')}${ids.length > 10 ? ', …' : ''}` : ''
      return `${externalId} “${title}”: ${missing} of ${posts} posts are not in the export${which}`
    }),
    ...section('Old addresses that lead to something else already, and still do', addressesTaken, (address) => address),
    ...notes.map((note) => `Note: ${note}`),
    ...next(report, dryRun, source),
    '',
  ].join('\n')
}

/** What `--recheck` did, for people. */
export function recheckReport({ nowHidden, kept, problems }: ImportReport, dryRun: boolean): string {
  return [
    ...(nowHidden.length === 0 ? ['Everything that is shown here is public at the source.'] : []),
    ...section(dryRun ? 'Would be hidden' : 'Hidden', nowHidden, lineOfSubject),
    ...section('Kept as it is here', kept, lineOfSubject),
    ...section('Skipped', problems, ({ file, position, message }) => `${file}, ${position}: ${message}`),
    ...(nowHidden.length > 0 && !dryRun ? ['/desk/hidden lists what is hidden; editors can show it.'] : []),
    '',
  ].join('\n')
}

function lineOfSubject({ subject, externalId, message }: ImportReport['kept'][number]): string {
  return `${subject} ${externalId}: ${message}`
}

function row(name: string, count: number, what: string): string {
  return `${name.padEnd(18)} ${String(count).padStart(8)} ${what}`
}

function section<T>(name: string, items: T[], lineOf: (item: T) => string, summary: string[] = []): string[] {
  if (items.length === 0) return []
  const more = items.length - linesShown
  return [
    `${name}: ${items.length}`,
    ...summary.map((line) => `  ${line}`),
    // Titles come from outside, and a terminal obeys control characters.
    ...items.slice(0, linesShown).map((item) => `  ${lineOf(item).replace(/\p{Cc}+/gu, ' ')}`),
    ...(more > 0 ? [`  and ${more} more; --json lists all`] : []),
  ]
}

function picturesOf({ pictures: { taken, known, failed, elsewhere, attachments } }: ImportReport): string[] {
  const fetch = elsewhere > 0 ? ' (--fetch-pictures brings them)' : ''
  const what = `taken along, ${known} there already, ${failed} not to be had, ${elsewhere} left at the source${fetch}`
  return [
    ...(taken + known + failed + elsewhere > 0 ? [row('Pictures', taken, what)] : []),
    ...(attachments > 0 ? [row('Other files', attachments, 'left at the source; their links stay')] : []),
  ]
}

/** How many for each reason, where there are too many to list. */
function byReason(withheld: ImportReport['withheld']): string[] {
  if (withheld.length <= linesShown) return []
  const counts = new Map<string, number>()
  for (const { reason } of withheld) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `${count} × ${reason}`)
}

/** What to do or to look at now. */
function next({ hidden, nowHidden, withheld, incomplete, problems }: ImportReport, dryRun: boolean, source: string): string[] {
  const closed = withheld.some(({ reason }) => reason.includes('category'))
  const others = withheld.some(({ reason }) => !reason.includes('category'))
  const advice = [
    ...(others ? ['--include-hidden brings what was left out as hidden: only editors see it.'] : []),
    ...(closed ? ['--restricted members (or editors) brings threads of restricted categories, for those people alone.'] : []),
    ...(incomplete.length > 0 ? ['Save the missing posts into the same folder and import again: only what is new is added.'] : []),
    ...(!dryRun && problems.some(({ kept }) => !kept)
      ? ['Correct what was skipped in the export and import again; nothing comes twice.']
      : []),
    ...(!dryRun && hidden.threads + hidden.replies + nowHidden.length > 0
      ? ['/desk/hidden lists what is hidden, with the reason; editors can show it.']
      : []),
    ...(dryRun
      ? ['Nothing was written. Leave out --dry-run to import.']
      : [`/admin/topics shows the topics that came along. Import a newer export with --source ${source} to bring it up to date.`]),
  ]
  return ['Next:', ...advice.map((line) => `  ${line}`)]
}
