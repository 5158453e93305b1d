import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { eventually } from '../../../../test/eventually'
import { aThread, aTopic, countWords } from '../../../../test/factories'
import { aMeilisearch, hasOwnServer, type TestServer } from '../../../../test/meilisearch'
import { visitor } from '../../../identity/viewer/viewer'
import { setMeilisearch } from '../../../platform/env/env'
import { search } from '../../pipeline'
import { meilisearchEngine } from './'
import { startIndexSync } from './index-sync'
import { readOutbox } from './outbox'
import { rebuildIndex } from './rebuild'
import { reconcile } from './reconcile'
import { readMirror } from './state'

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-disk-'))
/** A disk of a few megabytes takes the rights of root: elsewhere this is left out, and the rest of the faults is not. */
const hasDisk = hasOwnServer && mount('size=64m')

function mount(options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', dir], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Takes all the room there is left; answers what takes it. */
function fill(): string {
  const file = path.join(dir, 'filler')
  const descriptor = fs.openSync(file, 'w')
  try {
    for (const size of [65_536, 512]) {
      try {
        for (;;) fs.writeSync(descriptor, Buffer.alloc(size, 1))
      } catch {
        // Full.
      }
    }
  } finally {
    fs.closeSync(descriptor)
  }
  return file
}

afterAll(() => {
  if (hasDisk) execFileSync('umount', ['-l', dir], { stdio: 'ignore' })
  fs.rmSync(dir, { recursive: true, force: true })
})

describe.skipIf(!hasDisk)('on a disk that runs full', () => {
  test('nothing is given up; it waits, is said in one line, and goes in once there is room', async () => {
    const server: TestServer = await aMeilisearch([], dir)
    setMeilisearch(server.url, 'full', server.key)
    await rebuildIndex()
    const syncing = startIndexSync()
    try {
      const topicId = await aTopic()
      const words = (n: number) => Array.from({ length: 2_000 }, (_, i) => `d${((i + 1) * 7_919 + n * 104_729).toString(36)}`).join(' ')
      await aThread({ topicId, title: 'Disk before', body: words(0) })
      await eventually(async () => expect((await readOutbox()).waiting).toBe(0))
      const filler = fill()
      for (let i = 0; i < 30; i++) await aThread({ topicId, title: `Disk ${i}`, body: words(i) })
      await eventually(async () => expect((await readMirror()).fault).toMatch(/^Meilisearch/))
      expect((await readOutbox()).dead).toBe(0)
      expect((await readOutbox()).waiting).toBeGreaterThan(0)
      fs.rmSync(filler)
      await eventually(async () => expect((await readOutbox()).waiting).toBe(0))
      await eventually(async () => expect((await readMirror()).fault).toBe(''))
      await countWords()
      const { total } = await search(meilisearchEngine('full', true), visitor, { text: 'disk' })
      expect(total).toBe(31)
      expect(await readOutbox()).toMatchObject({ dead: 0 })
    } finally {
      await syncing.stop()
    }
    expect(await reconcile()).toEqual({ missing: 0, stale: 0, orphaned: 0 })
    await server.end()
  })
})
