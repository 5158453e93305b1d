import type pg from 'pg'
import type { PictureTaker } from './pictures/take-pictures'
import type { ImportReport } from './report'
import type { SourceThread } from './source'

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
