import { afterAll, describe } from 'vitest'
import { anyMeilisearch, hasServer, type TestServer } from '../../../../test/meilisearch'
import { setMeilisearch } from '../../../platform/env/env'
import { synonymsContract } from '../../synonyms/contract'
import { engineContract } from '../contract'
import { typedContract } from '../typed-contract'
import { meilisearchEngine } from './'
import { sendOutbox } from './outbox'
import { rebuildIndex } from './rebuild'

describe.skipIf(!hasServer)('on a real server', () => {
  let server: TestServer
  const index = `test_${process.pid}`
  afterAll(() => server?.end())
  engineContract(
    meilisearchEngine(index, true),
    async () => {
      server = await anyMeilisearch()
      setMeilisearch(server.url, index, server.key)
      // Everything after it comes through the outbox.
      await rebuildIndex()
    },
    sendAll,
  )
  describe('what people type', () => typedContract(meilisearchEngine(index), sendAll))
  describe('synonyms', () => synonymsContract(meilisearchEngine(index), sendAll))
})

async function sendAll(): Promise<void> {
  while ((await sendOutbox()) !== 0);
}
