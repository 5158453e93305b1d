import { DomainError } from '../../../platform/errors'
import { messageOf } from '../../../platform/log'
import { buffersOf } from '../../../platform/streams'
import { bytesOf, fullCount } from '../../../shared'
import { type ArchiveEntry, entriesOf } from '../archive-entries'
import type { Progress } from '../source'

export type UploadBounds = { unpackedBytes: number; files: number }

/** What is in an archive, unpacked. */
export type Measured = { files: number; bytes: number }

/**
 * Reads an archive once to its end, and keeps nothing, before any of it is believed: a small archive may unpack to more than a disk holds.
 * It ends with the first byte too many. @throws DomainError `invalid` for too many files or bytes, for names that lead out of the archive,
 * and for links and devices.
 */
export async function measureArchive(archive: string, bounds: UploadBounds, progress: Progress): Promise<Measured> {
  try {
    return await measure(archive, bounds, progress)
  } catch (error) {
    if (error instanceof DomainError) throw error
    // The content of an entry is not what the archive says.
    throw new DomainError('invalid', `${archive} can’t be read as an archive (${messageOf(error)}). Pack it again.`)
  }
}

async function measure(archive: string, bounds: UploadBounds, progress: Progress): Promise<Measured> {
  const measured = { files: 0, bytes: 0 }
  for await (const entry of entriesOf(archive)) {
    refuseOdd(entry)
    if (entry.kind === 'folder') continue
    measured.files++
    if (measured.files > bounds.files)
      throw new DomainError(
        'invalid',
        `The archive holds more than ${fullCount(bounds.files)} files, which is the bound of this site (CAIRN_IMPORT_FILES).`,
      )
    for await (const chunk of buffersOf(await entry.open())) {
      measured.bytes += chunk.length
      if (measured.bytes > bounds.unpackedBytes)
        throw new DomainError(
          'invalid',
          `The archive unpacks to more than ${bytesOf(bounds.unpackedBytes)}, which is the bound of this site (CAIRN_IMPORT_UNPACKED_MB).`,
        )
    }
    progress(entry.read, entry.total)
  }
  return measured
}

function refuseOdd({ name, kind }: ArchiveEntry): void {
  const shown = name.replace(/\p{Cc}+/gu, ' ').slice(0, 200)
  if (kind === 'link')
    throw new DomainError('invalid', `The archive holds a link to another file, “${shown}”. Put the file itself in its place.`)
  if (kind === 'other') throw new DomainError('invalid', `The archive holds “${shown}”, which is neither a file nor a folder.`)
  if (/^(?:[\\/]|[a-z]:)/i.test(name) || name.split(/[\\/]/).includes('..'))
    throw new DomainError(
      'invalid',
      `The archive holds “${shown}”, a name that leads out of the archive. Pack the folder of the export again.`,
    )
}
