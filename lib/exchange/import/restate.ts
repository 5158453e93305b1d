import {
  analyseDocument,
  changeOf,
  changeRow,
  documentColumns,
  insertChange,
  readLosses,
  type SearchDocument,
  upsertDocuments,
} from '../../search'
import type { ImportContext } from './context'

/** Replaces the search document of a post, within the batch's transaction. */
export async function restate({ client }: ImportContext, before: SearchDocument, after: SearchDocument): Promise<void> {
  const come = analyseDocument(after)
  const lost = await readLosses(client, [before])
  await client.query(upsertDocuments, documentColumns([come]))
  await client.query(insertChange, changeRow(changeOf([come], lost)))
}
