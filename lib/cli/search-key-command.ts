import { makeSearchKey } from '../search/meilisearch/search-key'
import { print } from './print'

/** `cairn search-key`: with the master key, makes one for web and worker that may do no more than they need. */
export async function searchKeyCommand({ json }: { json?: boolean }): Promise<void> {
  const file = await makeSearchKey()
  print(json, { file }, [`The key is in ${file}. Web and worker use it where MEILI_KEY is not set; they don’t need MEILI_MASTER_KEY.`])
}
