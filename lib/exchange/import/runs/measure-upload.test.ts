import fs from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import tar, { type Header } from 'tar-stream'
import { expect, test } from 'vitest'
import { anArchive, aZip } from '../../../../test/exports'
import { measureArchive } from './measure-upload'

const wide = { unpackedBytes: 50_000_000, files: 1_000 }
const measure = (archive: string, bounds = wide) => measureArchive(archive, bounds, () => {})

async function aTarWith(header: Partial<Header> & { name: string }): Promise<string> {
  const file = await anArchive({ 'a.json': '{}' })
  const pack = tar.pack()
  pack.entry({ name: 'a.json' }, '{}')
  // Without a content, a file would be waited for.
  pack.entry(header, '')
  pack.finalize()
  fs.writeFileSync(file, await buffer(pack))
  return file
}

/** A .zip in which a name of the same length stands in place of another: no program writes such names by itself. */
async function withName(file: string, name: string, other: string): Promise<string> {
  const bytes = fs.readFileSync(file)
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1)) bytes.write(other, at)
  fs.writeFileSync(file, bytes)
  return file
}

test('an archive is read to its end, of both kinds', async () => {
  const files = { 'forum/a.json': 'four', 'forum/b.json': 'fifteen letters' }
  expect(await measure(await anArchive(files))).toEqual({ files: 2, bytes: 19 })
  expect(await measure(await aZip(files))).toEqual({ files: 2, bytes: 19 })
})

test('a small archive that unpacks to more than there is room for is refused before all of it is unpacked', async () => {
  const bounds = { ...wide, unpackedBytes: 5_000_000 }
  const zeros = Buffer.alloc(20_000_000)
  const zip = await aZip({ 'bomb.json': zeros })
  expect(fs.statSync(zip).size, 'a thousandth of it').toBeLessThan(30_000)
  await expect(measure(zip, bounds)).rejects.toThrow('The archive unpacks to more than 5.0 MB')
  const archive = await anArchive({ 'bomb.json': zeros.toString('latin1') })
  const packed = path.join(path.dirname(archive), 'bomb.tar.gz')
  fs.writeFileSync(packed, gzipSync(fs.readFileSync(archive)))
  await expect(measure(packed, bounds)).rejects.toThrow('The archive unpacks to more than 5.0 MB')
})

test('an entry that unpacks to more than it says is refused', async () => {
  const zip = await aZip({ 'liar.json': Buffer.alloc(100_000) })
  const bytes = fs.readFileSync(zip)
  // The size in the directory at the end of the file, 24 bytes into its entry.
  bytes.writeUInt32LE(10, bytes.lastIndexOf('PK\u0001\u0002') + 24)
  fs.writeFileSync(zip, bytes)
  await expect(measure(zip)).rejects.toMatchObject({ code: 'invalid' })
})

test('too many files are refused', async () => {
  const files = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i}.json`, '{}']))
  for (const archive of [await anArchive(files), await aZip(files)])
    await expect(measure(archive, { ...wide, files: 10 })).rejects.toThrow('The archive holds more than 10 files')
})

test('names that lead out of the archive, links and devices are refused with a sentence', async () => {
  for (const name of ['../../etc/out.json', '/etc/out.json'])
    await expect(measure(await aTarWith({ name })), name).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('out'),
    })
  await expect(measure(await aTarWith({ name: 'l.json', type: 'symlink', linkname: '/etc/passwd' }))).rejects.toThrow(
    'a link to another file',
  )
  await expect(measure(await aTarWith({ name: 'h.json', type: 'link', linkname: 'a.json' }))).rejects.toThrow('a link to another file')
  await expect(measure(await aTarWith({ name: 'd', type: 'character-device' }))).rejects.toThrow('neither a file nor a folder')
  await expect(measure(await withName(await aZip({ 'aa/bb.json': '{}' }), 'aa/bb.json', '../bb.json'))).rejects.toMatchObject({
    code: 'invalid',
  })
  const link = await aZip({ 'l.json': '/etc/passwd' }, { 'l.json': { mode: 0o120777 } })
  await expect(measure(link)).rejects.toThrow('a link to another file')
})

test('what is broken, or no archive, is refused with a sentence', async () => {
  const zip = await aZip({ 'a.json': '{}' })
  fs.writeFileSync(zip, 'no zip at all')
  await expect(measure(zip)).rejects.toThrow('can’t be read as an archive')
  const other = path.join(path.dirname(zip), 'a.rar')
  fs.writeFileSync(other, 'x')
  await expect(measure(other)).rejects.toThrow('is not a folder, .zip, .tar')
})
