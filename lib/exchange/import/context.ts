import type pg from 'pg'
import type { PictureTaker } from './pictures/take-pictures'
import type { SourceIncomplete, SourceThread, SourceWithheld } from './source'

/** What one run of an importer remembers between batches. */
export type ImportContext = {
  client: pg.ClientBase
  sourceId: number
  // Ids by external id or label. They are read from the database again after a batch has failed.
  people: Map<string, number>
  topics: Map<string, number>
  tags: Map<string, number>
  /** Links between threads. They are written after all threads. */
  links: { from: string; to: string; kind: 'link' | 'duplicate' }[]
  /** Mail addresses of people, by external id. They are written after all people. */
  addresses: Map<string, string>
  /** External ids of topics whose names have been compared in this run. */
  followedTopics: Set<string>
  /** Topics that have been checked for being visible to more people here than at the source, by visibility and external id. */
  restrictedTopics: Set<string>
  /** Known threads of the batch whose texts have been updated. State, topic, tags and replies are compared next. */
  following: Following[]
  /** Copies the pictures of texts. */
  pictures: PictureTaker | null
  report: ImportReport
}

/**
 * A known thread that has changed, with the digest that is written after everything has been compared. `added`: the
 * thread is new here, and known replies move to it.
 */
export type Following = { thread: SourceThread; threadId: number; digest: Buffer; added?: boolean } & TextChanges

/** Whether the batch has changed anything, which replies it changed, and which it imported as hidden, with the reason. */
export type TextChanges = { changed: boolean; replies: Set<string>; hidden: Map<string, string> }

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
