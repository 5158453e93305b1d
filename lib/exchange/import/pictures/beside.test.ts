import fs from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { anArchive, anExport } from '../../../../test/exports'
import { pool } from '../../../platform/db/client'
import { sourceIdFor } from '../ledger'
import { emptyReport } from '../report'
import { BesideFiles } from './beside'
import { PictureTaker } from './take-pictures'

/** Copies the pictures of one text. */
async function takeFrom(beside: BesideFiles, source: string, body: string) {
  const client = await pool().connect()
  const report = emptyReport()
  const taker = new PictureTaker({ client, sourceId: await sourceIdFor(client, source, 'discourse'), report, beside, fetch: false })
  try {
    await taker.take([{ body }])
  } finally {
    await taker.close()
    client.release()
  }
  return report
}

test('a picture beside an export that can’t be read is told and ends nothing', async () => {
  const dir = anExport({ 'uploads/a/gone.png': 'x', 'uploads/a/short.png': 'y' })
  const beside = new BesideFiles(dir)
  await beside.find('/uploads/a/gone.png')
  fs.rmSync(path.join(dir, 'uploads/a'), { recursive: true })
  // To find a file by its short name, every file is read.
  const report = await takeFrom(beside, 'unreadable', '![](/uploads/a/gone.png) ![](upload://abcdefghij.png)')
  expect(report.problems).toEqual([{ file: '/uploads/a/gone.png', position: 'picture', message: 'not copied: it can’t be read (ENOENT)' }])
  expect(report.pictures).toMatchObject({ failed: 1, elsewhere: 1 })
})

test.skipIf(process.getuid?.() === 0)('files beside an export are not opened before a text shows them', async () => {
  const dir = anExport({ 'locked.png': 'x', 'open.png': 'y' })
  fs.chmodSync(path.join(dir, 'locked.png'), 0)
  const beside = new BesideFiles(dir)
  expect(await beside.find('/uploads/default/original/open.png')).toBe(path.join(dir, 'open.png'))
  // Time for an unhandled rejection to show.
  await new Promise((resolve) => setImmediate(resolve))
  await beside.close()
})

test('pictures of an archive are unpacked as far as there may be, the rest is told, and nothing of them is left', async () => {
  const temporary = anExport({})
  vi.stubEnv('TMPDIR', temporary)
  const large = 'x'.repeat(10_000_001)
  const archive = await anArchive({ 'uploads/a.png': 'aaaa', 'uploads/large.png': large, 'uploads/b.png': 'bbbb', 'uploads/c.png': 'cc' })
  const told: string[] = []
  const beside = new BesideFiles(archive, (message) => told.push(message), 7)
  const text = async (name: string) => {
    const file = await beside.find(`/uploads/${name}`)
    return file && fs.readFileSync(file, 'utf8')
  }
  expect([await text('a.png'), await text('large.png'), await text('b.png'), await text('c.png')]).toEqual(['aaaa', null, null, 'cc'])
  expect(told).toEqual([expect.stringContaining('1 were left out')])
  expect(fs.readdirSync(temporary).filter((name) => name.startsWith('cairn-pictures-'))).toHaveLength(1)
  expect(process.listenerCount('SIGINT'), 'also after Ctrl-C').toBeGreaterThan(0)
  const listening = process.listenerCount('SIGINT')
  await beside.close()
  expect(process.listenerCount('SIGINT')).toBe(listening - 1)
  expect(fs.readdirSync(temporary).filter((name) => name.startsWith('cairn-pictures-'))).toEqual([])
  vi.unstubAllEnvs()
})

test('where there is no room to unpack pictures the import goes on without them, and says so', async () => {
  const archive = await anArchive({ 'uploads/a.png': 'aaaa' })
  vi.stubEnv('TMPDIR', path.join(anExport({}), 'missing'))
  const told: string[] = []
  const beside = new BesideFiles(archive, (message) => told.push(message))
  expect(await takeFrom(beside, 'no-room', '![](/uploads/a.png)')).toMatchObject({ pictures: { elsewhere: 1 }, problems: [] })
  expect(told).toEqual([expect.stringContaining('could not be read')])
  await beside.close()
  vi.unstubAllEnvs()
})
