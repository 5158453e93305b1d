import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { visitor } from '../../../identity/viewer/viewer'
import { setMeilisearch } from '../../../platform/env/env'
import { readCorpus } from '../../posts/vocabulary'
import { noFacets, resolveFilters } from '../../query/filters'
import { parseQuery } from '../../query/parse'
import { meilisearchEngine } from './'

test('a server that takes a second keeps no reader waiting, and a measurement does wait', async () => {
  const server = http.createServer((_, response) => {
    setTimeout(
      () => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ results: [{ hits: [], query: '' }] })),
      1_000,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  setMeilisearch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'late', 'key')
  const { filters } = await resolveFilters(visitor, parseQuery(''), noFacets)
  const query = { viewer: visitor, corpus: await readCorpus(), queryTerms: [], excludedTerms: [], filters }
  await expect(meilisearchEngine('late').find(query)).rejects.toThrow()
  expect(await meilisearchEngine('late', true).find(query)).toMatchObject({ candidates: [] })
  server.closeAllConnections()
})
