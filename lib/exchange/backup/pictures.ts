import { createHash } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import { readPictureToKeep } from '../../community/uploads'
import { queryRow, queryRows } from '../../platform/db'
import type { ArchiveWriter } from './archive'
import { type End, entryNames } from './manifest'
import { PieceWriter } from './piece-writer'

const There = z.object({ there: z.boolean() })
const Picture = z.object({ name: z.string(), sure: z.boolean() })

const namesAtOnce = 1_000

/**
 * Where the pictures of a backup go: into the archive, or beside it, where each is kept once for all archives. `keep`
 * puts a picture there if it is not there yet, and returns its size, or null if the picture does not exist.
 */
export type PicturePlace = { kind: 'inside' } | { kind: 'beside'; keep(name: string, sure: boolean): Promise<number | null> }

/** Names of the pictures in the snapshot. `sure` are those that were added here, and therefore must exist. */
const query = `select name, bool_or(sure) as sure from (
    select name, true as sure from picture_upload union all select name, false from picture_use) p
  where name > $1 group by name order by name limit ${namesAtOnce}`

/** Writes every picture that was added or is in a post. A picture that does not exist is counted and skipped. */
export async function writePictures(
  client: pg.Client,
  archive: ArchiveWriter,
  place: PicturePlace,
  signal?: AbortSignal,
): Promise<End['pictures']> {
  const hash = createHash('sha256')
  const found = { count: 0, bytes: 0, missing: 0, lost: 0 }
  const names = new PieceWriter(archive, entryNames.pictureNames)
  const { there } = await queryRow(client, There, `select to_regclass('public.picture_use') is not null as there`)
  for (let last = ''; there; ) {
    const pictures = await queryRows(client, Picture, query, [last])
    for (const { name, sure } of pictures) {
      signal?.throwIfAborted()
      const bytes = place.kind === 'inside' ? await writeOne(archive, name, sure, hash) : await place.keep(name, sure)
      if (bytes === null) {
        found.missing += 1
        found.lost += sure ? 1 : 0
      } else {
        found.count += 1
        found.bytes += bytes
        if (place.kind === 'beside') {
          const line = Buffer.from(`${name}\n`)
          hash.update(line)
          await names.write(line)
        }
      }
    }
    const end = pictures.at(-1)
    if (!end || pictures.length < namesAtOnce) break
    last = end.name
  }
  await names.end(found.count)
  return { ...found, sha256: hash.digest('hex') }
}

async function writeOne(archive: ArchiveWriter, name: string, sure: boolean, hash: ReturnType<typeof createHash>): Promise<number | null> {
  const bytes = await readPictureToKeep(name, sure)
  if (!bytes) return null
  await archive.add(entryNames.picture(name), bytes)
  hash.update(`${name}\n`).update(bytes)
  return bytes.length
}
