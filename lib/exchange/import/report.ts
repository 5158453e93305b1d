import type { SourceIncomplete, SourceWithheld } from './source'

/** What a run did. */
export type ImportReport = {
  threads: { added: number; updated: number; unchanged: number }
  replies: { added: number; updated: number; unchanged: number }
  answers: { added: number; updated: number; unchanged: number }
  links: number
  pictures: PictureReport
  /** What was left out because it can't be read or stored. `kept`: it was stored in another form, which the message describes. */
  problems: { file: string; position: string; message: string; kept?: boolean }[]
  /** What was left out because the source does not show it to everyone. */
  withheld: SourceWithheld[]
  /** What was changed here and therefore not updated, although the source differs. */
  kept: { subject: string; externalId: string; message: string }[]
  /** Copies of what another file of the export has in the same or a newer form. */
  duplicates: { file: string; position: string; message: string }[]
  /** Threads of which the source counts more posts than the export has. */
  incomplete: Omit<SourceIncomplete, 'kind'>[]
  /** What was imported as hidden, because the source does not show it. The counts above include it. */
  hidden: { threads: number; replies: number }
  /** Old addresses that already lead elsewhere and stay as they are. A dry run finds none, since it does not read the database. */
  addressesTaken: string[]
  /** Messages about the whole import. */
  notes: string[]
  /** What an earlier import brought and this run has hidden, with the reason. */
  nowHidden: { subject: string; externalId: string; message: string }[]
}

/** Pictures in texts: copied by this run, copied by an earlier run, failed, and not copied. `attachments` are other files. */
export type PictureReport = { taken: number; known: number; failed: number; elsewhere: number; attachments: number }

/** Returns an empty report. */
export function emptyReport(): ImportReport {
  const none = () => ({ added: 0, updated: 0, unchanged: 0 })
  return {
    threads: none(),
    replies: none(),
    answers: none(),
    links: 0,
    pictures: { taken: 0, known: 0, failed: 0, elsewhere: 0, attachments: 0 },
    problems: [],
    withheld: [],
    kept: [],
    duplicates: [],
    incomplete: [],
    hidden: { threads: 0, replies: 0 },
    addressesTaken: [],
    notes: [],
    nowHidden: [],
  }
}

/** Adds the report of one part of a run to the report of the whole. */
export function addReport(whole: ImportReport, part: ImportReport): void {
  for (const name of ['threads', 'replies', 'answers', 'hidden', 'pictures'] as const) {
    const sums = whole[name] as Record<string, number>
    for (const [key, count] of Object.entries(part[name])) sums[key] = (sums[key] ?? 0) + count
  }
  whole.links += part.links
  for (const name of ['problems', 'withheld', 'kept', 'duplicates', 'incomplete', 'notes', 'nowHidden', 'addressesTaken'] as const) {
    const list = whole[name] as unknown[]
    for (const each of part[name]) list.push(each)
  }
}
