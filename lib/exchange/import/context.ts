import type pg from 'pg'
import type { PictureTaker } from './pictures/take-pictures'
import type { SourceIncomplete, SourceThread, SourceWithheld } from './source'

/** What one run of an importer remembers between batches. */
export type ImportContext = {
  client: pg.ClientBase
  sourceId: number
  // Ids by external id or label. What the database has can be read again: they are emptied when a batch fails.
  people: Map<string, number>
  topics: Map<string, number>
  tags: Map<string, number>
  /** Links between threads, written once all threads are there. */
  links: { from: string; to: string; kind: 'link' | 'duplicate' }[]
  /** Addresses of people, by external id, written once all people are there. */
  addresses: Map<string, string>
  /** Topics of the source that have been compared in this run, by external id. */
  followedTopics: Set<string>
  /** Topics that more people see here than at the source were looked for among these, by external id and visibility. */
  restrictedTopics: Set<string>
  /** Known threads of the batch whose texts have been compared: what may also be changed here is next. */
  following: Following[]
  /** Takes the pictures of texts along; null where nothing is written. */
  pictures: PictureTaker | null
  report: ImportReport
}

/**
 * A known thread of a newer export, with the digest that is written once everything of it has followed. `added`: the thread
 * is new here, and takes known replies over from others.
 */
export type Following = { thread: SourceThread; threadId: number; digest: Buffer; added?: boolean } & TextChanges

/** What the batch has changed: anything at all, these replies, and these that came in hidden, with the reason. */
export type TextChanges = { changed: boolean; replies: Set<string>; hidden: Map<string, string> }

/** What a run did. */
export type ImportReport = {
  threads: { added: number; updated: number; unchanged: number }
  replies: { added: number; updated: number; unchanged: number }
  answers: { added: number; updated: number; unchanged: number }
  links: number
  pictures: PictureReport
  /** What was left out because it can't be read or stored, or `kept` in another form that the message tells. */
  problems: { file: string; position: string; message: string; kept?: boolean }[]
  /** What the source does not show to everyone, and was left out. */
  withheld: SourceWithheld[]
  /** Changed here, and so left as it is although the source says something else. */
  kept: { subject: string; externalId: string; message: string }[]
  /** Copies of what another file of the export has in the same or a newer form. */
  duplicates: { file: string; position: string; message: string }[]
  /** Threads of which the source counts more posts than the export holds. */
  incomplete: Omit<SourceIncomplete, 'kind'>[]
  /** What came in as hidden, because the source does not show it; counted above, too. */
  hidden: { threads: number; replies: number }
  /** Old addresses that lead to something else already, and stay as they are. Only the database knows: a dry run finds none. */
  addressesTaken: string[]
  /** What people should know of the whole. */
  notes: string[]
  /** Known here already, and hidden here by this run, with the reason. */
  nowHidden: { subject: string; externalId: string; message: string }[]
}

/** Pictures that texts show: brought by this run, brought by an earlier one, not to be had, and left where they are; and other files. */
export type PictureReport = { taken: number; known: number; failed: number; elsewhere: number; attachments: number }

/** A report of nothing yet. */
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

/** Adds what one part of a run did to the report of the whole. */
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
