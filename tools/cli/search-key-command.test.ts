import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { env, setMeilisearch } from '../../lib/platform/env/env'
import { searching } from '../../lib/search/engines/meilisearch/client'
import { keyFile } from '../../lib/search/engines/meilisearch/stored-key'
import { searchKeyCommand } from './search-key-command'

/** A server that is there from its third question on, and refuses every key. */
async function withServer(work: (asked: string[]) => Promise<void>): Promise<void> {
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? '')
    const isThere = asked.length > 2
    const [status, body] = !isThere ? [503, {}] : request.url === '/health' ? [200, { status: 'available' }] : [403, { message: 'no' }]
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  setMeilisearch(`http://127.0.0.1:${port}`, 'keyed', undefined)
  Object.assign(env(), { meiliMasterKey: 'not that of the server' })
  try {
    await work(asked)
  } finally {
    server.close()
  }
}

test('an optional key waits for the server; one that is refused is a warning, and the site starts', async () => {
  const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  await withServer(async (asked) => {
    await searchKeyCommand({ optional: true })
    expect(asked.slice(0, 3)).toEqual(['/health', '/health', '/health'])
    expect(said.mock.calls.join()).toMatch(/Warning: .* refuses the key: check MEILI_MASTER_KEY\. PostgreSQL searches meanwhile/)
    await expect(searchKeyCommand({})).rejects.toMatchObject({ code: 'unavailable' })
  })
  said.mockRestore()
})

test('a key that is made later, or anew for another master key, is used without a restart', () => {
  setMeilisearch('http://127.0.0.1:1', 'keyed', undefined)
  const file = keyFile(env().dataDir)
  fs.rmSync(file, { force: true })
  expect(searching().config.apiKey).toBeUndefined()
  for (const key of ['the first', 'the second']) {
    // As it is written: whole, in place of the one before.
    fs.writeFileSync(`${file}.new`, `${key}\n`)
    fs.renameSync(`${file}.new`, file)
    expect(searching().config.apiKey).toBe(key)
  }
  fs.rmSync(file)
})
