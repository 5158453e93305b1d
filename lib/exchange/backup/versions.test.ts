import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aBackup, aTemporaryFolder, inUse, restoreInto, use } from '../../../test/backups'
import { anEmptyDatabase, contentsOf, withClient } from '../../../test/databases'
import { aThread, countWords } from '../../../test/factories'
import { anotherServer, findOtherPostgres } from '../../../test/other-postgres'

const bin = findOtherPostgres()

test.runIf(bin)('a backup goes from one PostgreSQL to another and back', async () => {
  const dir = aTemporaryFolder()
  const home = { url: inUse().url, dataDir: path.join(dir, 'home') }
  const server = await anotherServer(bin as string)
  const back = await anEmptyDatabase()
  try {
    await use(home)
    await aThread({ title: 'Travels far', body: 'ünïcödé \\ and\ttabs', tags: ['far'] })
    await countWords()
    const there = { url: server.urls[0], dataDir: path.join(dir, 'there') }
    await restoreInto(there, await aBackup(dir))
    await restoreInto({ url: back.url, dataDir: path.join(dir, 'back') }, await aBackup(dir))
    await use(home)
    const contents = await withClient(home.url, contentsOf)
    expect(await withClient(there.url, contentsOf)).toEqual(contents)
    expect(await withClient(back.url, contentsOf)).toEqual(contents)
  } finally {
    await use(home)
    await back.drop()
    server.stop()
    fs.rmSync(dir, { recursive: true, force: true })
  }
})
