import type { ImportReport } from './report'

/** Where a report is read: lists are longer on a page, and there it has no words of the command line. */
type Place = 'terminal' | 'page'
const linesShown: Record<Place, number> = { terminal: 20, page: 100 }

/** Says what an import did: counts, what was left out and why, and where to look next. For a dry run, says what it found. */
export function importReport(
  report: ImportReport,
  { dryRun, source, on = 'terminal' }: { dryRun: boolean; source: string; on?: Place },
): string {
  const section = sectionOn(on)
  const { threads, replies, answers, links, hidden, nowHidden, withheld, duplicates, problems, incomplete, addressesTaken, notes } = report
  const counted = (name: string, { added, updated, unchanged }: ImportReport['threads']) =>
    row(name, added, dryRun ? 'found' : `added, ${updated} updated, ${unchanged} unchanged`)
  const kept = problems.filter((problem) => problem.kept)
  const skipped = problems.filter((problem) => !problem.kept)
  return [
    counted('Threads', threads),
    counted('Replies', replies),
    ...(answers.added + answers.updated + answers.unchanged > 0 ? [counted('Canonical answers', answers)] : []),
    ...(links > 0 ? [row('Links', links, 'added')] : []),
    ...picturesOf(report, on),
    ...(hidden.threads + hidden.replies > 0
      ? [
          row(
            'Hidden',
            hidden.threads + hidden.replies,
            `added as hidden, not public at the source: ${hidden.threads} threads, ${hidden.replies} replies`,
          ),
        ]
      : []),
    ...section(
      'Left out, not public at the source',
      withheld,
      (item) =>
        `${item.subject} ${item.externalId}${item.title ? `${item.subject === 'reply' ? ' in' : ''} “${item.title}”` : ''}: ${item.reason} (${item.file})`,
      byReason(withheld, on),
    ),
    ...section('Hidden here, no longer public at the source', nowHidden, lineOfSubject),
    ...section('Not changed by this import', report.kept, lineOfSubject),
    ...section('Skipped', skipped, ({ file, position, message }) => `${file}, ${position}: ${message}`),
    ...section('Imported with a change', kept, ({ file, position, message }) => `${file}, ${position}: ${message}`),
    ...section('Duplicates, left out', duplicates, ({ file, position, message }) => `${file}, ${position}: ${message}`),
    ...section('Incomplete threads', incomplete, ({ externalId, title, missing, posts, ids }) => {
      const which = ids.length > 0 ? `: ${ids.slice(0, 10).join(', ')}${ids.length > 10 ? ', …' : ''}` : ''
      return `thread ${externalId} “${title}”: ${missing} of ${posts} posts missing in the export${which}`
    }),
    ...section('Old addresses left as they are, because they already lead to something else', addressesTaken, (address) => address),
    ...notes.map((note) => `Note: ${note}`),
    ...(on === 'page' ? [] : next(report, dryRun, source)),
    '',
  ].join('\n')
}

/** Says what `--recheck` did. */
export function recheckReport({ nowHidden, kept, problems }: ImportReport, dryRun: boolean): string {
  const section = sectionOn('terminal')
  return [
    ...(nowHidden.length === 0 ? ['Everything that is shown here is public at the source.'] : []),
    ...section(dryRun ? 'Would be hidden' : 'Hidden', nowHidden, lineOfSubject),
    ...section('Not changed', kept, lineOfSubject),
    ...section('Skipped', problems, ({ file, position, message }) => `${file}, ${position}: ${message}`),
    ...(nowHidden.length > 0 && !dryRun ? ['/desk/hidden lists hidden threads and replies. Editors can restore them there.'] : []),
    '',
  ].join('\n')
}

function lineOfSubject({ subject, externalId, message }: ImportReport['kept'][number]): string {
  return `${subject} ${externalId}: ${message}`
}

function row(name: string, count: number, what: string): string {
  return `${name.padEnd(18)} ${String(count).padStart(8)} ${what}`
}

const sectionOn =
  (on: Place) =>
  <T>(name: string, items: T[], lineOf: (item: T) => string, summary: string[] = []): string[] => {
    if (items.length === 0) return []
    const more = items.length - linesShown[on]
    return [
      `${name}: ${items.length}`,
      ...summary.map((line) => `  ${line}`),
      // Titles come from outside, and a terminal obeys control characters.
      ...items.slice(0, linesShown[on]).map((item) => `  ${lineOf(item).replace(/\p{Cc}+/gu, ' ')}`),
      ...(more > 0 ? [`  and ${more} more${on === 'terminal' ? '; --json lists all' : ''}`] : []),
    ]
  }

function picturesOf({ pictures: { taken, known, failed, elsewhere, attachments } }: ImportReport, on: Place): string[] {
  const what = [
    'copied',
    ...(known > 0 ? [`${known} copied earlier`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(elsewhere > 0
      ? [`${elsewhere} still shown from the source${on === 'terminal' ? ' (add --fetch-pictures to copy them)' : ''}`]
      : []),
  ].join(', ')
  return [
    ...(taken + known + failed + elsewhere > 0 ? [row('Pictures', taken, what)] : []),
    ...(attachments > 0 ? [row('Other files', attachments, 'not copied: links still lead to the source')] : []),
  ]
}

/** How many for each reason, if there are too many to list. */
function byReason(withheld: ImportReport['withheld'], on: Place): string[] {
  if (withheld.length <= linesShown[on]) return []
  const counts = new Map<string, number>()
  for (const { reason } of withheld) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `${count} × ${reason}`)
}

/** Left out for its category. The reason of a private message may name the category that it lacks. */
function isRestricted({ reason }: ImportReport['withheld'][number]): boolean {
  return reason.includes('its category')
}

/** What to do or to look at now. */
function next({ hidden, nowHidden, withheld, incomplete, problems }: ImportReport, dryRun: boolean, source: string): string[] {
  const closed = withheld.some(isRestricted)
  const others = withheld.some((item) => !isRestricted(item))
  const advice = [
    ...(others ? ['To import what was left out, hidden from everyone but editors, add --include-hidden.'] : []),
    ...(closed
      ? ['To import restricted categories too, for members or for editors alone, add --restricted members or --restricted editors.']
      : []),
    ...(incomplete.length > 0 ? ['Add the missing posts to the export and import again: only new posts are added.'] : []),
    ...(!dryRun && problems.some(({ kept }) => !kept)
      ? ['Correct the skipped records in the export and import again: nothing is imported twice.']
      : []),
    ...(!dryRun && hidden.threads + hidden.replies + nowHidden.length > 0
      ? ['/desk/hidden lists hidden threads and replies with the reason. Editors can restore them there.']
      : []),
    ...(dryRun
      ? ['Nothing was written. Leave out --dry-run to import.']
      : [`/admin/topics lists the imported topics. To bring them up to date later, import a newer export with --source ${source}.`]),
  ]
  return ['Next:', ...advice.map((line) => `  ${line}`)]
}
