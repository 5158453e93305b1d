import fs from 'node:fs'
import { Meilisearch } from 'meilisearch'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aThread, countWords } from '../../../../test/factories'
import { anyMeilisearch, hasServer, type TestServer } from '../../../../test/meilisearch'
import { visitor } from '../../../identity/viewer/viewer'
import { env, setMeilisearch } from '../../../platform/env/env'
import { search } from '../../pipeline'
import { meilisearchEngine } from './'
import { checkIndex } from './check'
import { dropIndex, searching } from './client'
import { sendOutbox } from './outbox'
import { rebuildIndex } from './rebuild'
import { reconcile } from './reconcile'
import { makeSearchKey } from './search-key'
import { keyFile } from './stored-key'

test('without the master key there is a sentence', async () => {
  setMeilisearch('http://127.0.0.1:1', 'keyed', undefined)
  await expect(makeSearchKey()).rejects.toThrow('needs MEILI_URL and MEILI_MASTER_KEY')
})

describe.skipIf(!hasServer)('on a real server', () => {
  const index = `keyed_${process.pid}`
  let server: TestServer
  beforeAll(async () => {
    server = await anyMeilisearch()
    setMeilisearch(server.url, index, undefined)
    Object.assign(env(), { meiliMasterKey: server.key })
  })
  afterAll(async () => {
    await dropIndex(index)
    await server.end()
  })

  test('the key that Cairn makes is enough for all that it does, and for nothing else', async () => {
    const file = await makeSearchKey()
    expect(file).toBe(keyFile(env().dataDir))
    expect(fs.statSync(file).mode & 0o777).toBe(0o600)
    await aThread({ title: 'Slate roof tiles', body: 'They slide off.' })
    await countWords()
    await rebuildIndex()
    await aThread({ title: 'Slate floor tiles', body: 'They stay.' })
    for (let i = 0; i < 10 && (await sendOutbox()); i++);
    expect(await checkIndex(index)).toMatchObject({ usable: true })
    expect((await search(meilisearchEngine(index), visitor, { text: 'slate tiles' })).hits).toHaveLength(2)
    expect(await reconcile(() => {})).toEqual({ missing: 0, stale: 0, orphaned: 0 })
    // Not once more, but the same.
    const key = fs.readFileSync(file, 'utf8')
    await makeSearchKey()
    expect(fs.readFileSync(file, 'utf8')).toBe(key)
    const elsewhere = new Meilisearch({ host: server.url, apiKey: key.trim() })
    await expect(elsewhere.getKeys()).rejects.toThrow()
    await expect(elsewhere.createDump()).rejects.toThrow()
    await expect(elsewhere.createSnapshot()).rejects.toThrow()
    expect(searching().config.apiKey).toBe(key.trim())
  })
})
