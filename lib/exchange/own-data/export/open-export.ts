import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { readKeptPicture } from '../../../community/uploads'
import { recordAudit } from '../../../identity/audit'
import { authorize, may, type Viewer, viewerOf, visibilitiesFor } from '../../../identity/viewer'
import { db, transaction } from '../../../platform/db'
import { env } from '../../../platform/env'
import { DomainError } from '../../../platform/errors'
import { slugOf } from '../../../shared'
import { exportFiles } from './files'
import { picturesOf, postFiles } from './posts'
import { jsonOf } from './read-sections'
import { readmeOf } from './readme'

/** Shorter posts are stored uncompressed: compressing each would cost more than it saves. */
const compressedLengthMin = 4_000

/** An archive that is made while it is read. */
export type Export = { name: string; type: string; stream: Readable }

/**
 * Returns everything that belongs to a person as a ZIP archive, for the person or an admin; the audit notes an
 * admin's export. The archive is made while it is read and is never in memory as a whole. @throws DomainError
 * `forbidden`, `not_found`.
 */
export async function openExport(viewer: Viewer, personId: number): Promise<Export> {
  const own = viewer.personId === personId
  authorize(viewer, own ? 'account.own_data' : 'admin.own_data', own)
  const person = await db().person.findUnique({ where: { id: personId }, select: { displayName: true, name: true, role: true } })
  if (!person) throw new DomainError('not_found', 'There is no such person.')
  if (!own) await transaction((tx) => recordAudit(tx, viewer, { action: 'person.export', subject: { kind: 'person', id: personId } }))
  const at = new Date()
  const zip = new ZipFile()
  const stream = zip.outputStream as Readable
  // If the reader stops, the archive is given up.
  const stop = new AbortController()
  stream.once('close', () => stop.abort())
  const failed = (error: unknown) => stream.destroy(error as Error)
  zip.on('error', failed)
  fill(person).catch((error) => {
    if (!stop.signal.aborted) failed(error)
  })
  return {
    name: `${slugOf(env().siteName)}-${slugOf(person.name, 'person')}-${at.toISOString().slice(0, 10)}.zip`,
    type: 'application/zip',
    stream,
  }

  async function fill({ displayName, role }: { displayName: string; role: Parameters<typeof viewerOf>[1] }): Promise<void> {
    const theirs = viewerOf(personId, role)
    const sight = { visibilities: visibilitiesFor(theirs), drafts: may(theirs, 'answer.write') }
    await add('README.txt', [readmeOf(displayName, at)])
    for (const [name, sections] of Object.entries(exportFiles)) await add(name, jsonOf(sections, personId, sight))
    const pictures = await picturesOf(personId)
    for await (const post of postFiles(personId, sight.visibilities, pictures))
      await add(post.name, [post.text], post.at, post.text.length > compressedLengthMin)
    for (const name of pictures) {
      const picture = await readKeptPicture(name)
      // Pictures are compressed already.
      if (picture) await add(`pictures/${name}`, [picture.bytes], at, false)
    }
    zip.end()
  }

  /** Adds a file and waits until it has been read, so that one is in memory at a time. */
  function add(name: string, chunks: Iterable<string | Buffer> | AsyncIterable<string>, mtime = at, compress = true): Promise<void> {
    let source: typeof chunks | null = chunks
    return new Promise((resolve, reject) => {
      // The archive keeps this function of every file until its end, so it must not refer to the file's content.
      zip.addReadStreamLazy(name, { mtime, compress }, (callback) => {
        const entry = Readable.from(source ?? [], { objectMode: false, signal: stop.signal })
        source = null
        finished(entry).then(resolve, reject)
        callback(null, entry)
      })
    })
  }
}
