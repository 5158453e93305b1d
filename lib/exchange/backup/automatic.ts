import { z } from 'zod'
import { queryRow } from '../../platform/db'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import { log, messageOf } from '../../platform/log'
import { bytesOf } from '../../shared'
import { readErasureList } from '../own-data'
import { withOwnConnection } from './connection'
import { removeUnseenPictures } from './old-pictures'
import { backupStore } from './open-store'
import { archiveName, outdated } from './retention'
import { noteBackup, readBackupStatus } from './status'
import type { BackupStore } from './store'

/** Free space must be twice the size of the next backup, so that a backup never fills the disk. */
const roomTimes = 2

export type AutomaticBackup = { made: string } | { skipped: string }

/**
 * Makes one automatic backup and removes those that are no longer needed. Notes the result for admins. @throws the
 * error, after noting it.
 */
export async function saveAutomatically(
  databaseUrl: string,
  { beforeMigration = false, signal, at = new Date() }: { beforeMigration?: boolean; signal?: AbortSignal; at?: Date } = {},
): Promise<AutomaticBackup> {
  const started = performance.now()
  try {
    const store = backupStore()
    if (!store) throw new DomainError('invalid', 'Automatic backups are switched off (CAIRN_BACKUP_TO).')
    const skipped = await tooLittleRoom(store, databaseUrl)
    if (skipped) {
      noteBackup({ failure: { at: at.toISOString(), skipped: true, because: skipped } })
      log('warn', 'backup skipped', { because: skipped })
      return { skipped }
    }
    const name = await freeName(store, at, beforeMigration)
    const shown = new Set<string>()
    const { bytes, end } = await store.write(name, {
      databaseUrl,
      signal,
      pictures: {
        kind: 'beside',
        keep(picture, sure) {
          shown.add(picture)
          return store.keepPicture(picture, sure)
        },
      },
    })
    const erasures = await readErasureList()
    if (erasures) await store.keepErasures(erasures)
    const kept = await removeOld(store, shown)
    const seconds = Math.round((performance.now() - started) / 100) / 10
    noteBackup({
      last: {
        at: at.toISOString(),
        archive: name,
        place: store.place,
        bytes,
        pictures: end.pictures.count,
        lost: end.pictures.lost,
        seconds,
        kept,
      },
      failure: null,
    })
    log('info', 'backup made', { archive: name, bytes, seconds })
    return { made: name }
  } catch (error) {
    // A stop is not a failure: the next start makes the backup.
    if (!signal?.aborted) {
      noteBackup({ failure: { at: at.toISOString(), skipped: false, because: messageOf(error) } })
      log('error', 'backup failed', { error: messageOf(error) })
    }
    throw error
  }
}

/** Returns a name for this time. Of two backups in one second, the later one gets the name of the next second. */
async function freeName(store: BackupStore, at: Date, beforeMigration: boolean): Promise<string> {
  const taken = new Set(await store.archives())
  for (let ms = at.getTime(); ; ms += 1_000) {
    const name = archiveName(new Date(ms), beforeMigration)
    if (!taken.has(name)) return name
  }
}

async function tooLittleRoom(store: BackupStore, databaseUrl: string): Promise<string | null> {
  const free = await store.freeBytes()
  if (free === null) return null
  const { last } = readBackupStatus()
  // Before the first backup its size is not known. Compressed it is smaller than the database.
  const needed = last ? last.bytes * roomTimes : await databaseBytes(databaseUrl)
  if (free >= needed) return null
  return `${bytesOf(free)} are free at ${store.place}, and ${bytesOf(needed)} are needed, ${last ? 'twice the size of the last one' : 'the size of the database'}.`
}

const Size = z.object({ bytes: z.number() })

function databaseBytes(databaseUrl: string): Promise<number> {
  return withOwnConnection(databaseUrl, async (client) => {
    return (await queryRow(client, Size, 'select pg_database_size(current_database())::float8 as bytes')).bytes
  })
}

/**
 * Removes archives and pictures that are no longer needed. Returns how many archives are kept. An archive that can't
 * be removed is tried again next time.
 */
async function removeOld(store: BackupStore, shown: Set<string>): Promise<number> {
  try {
    const archives = await store.archives()
    const old = outdated(archives)
    for (const archive of old) await store.remove(archive)
    const kept = archives.filter((name) => !old.includes(name))
    await removeUnseenPictures(store, shown, kept)
    return kept.length
  } catch (error) {
    log('warn', 'old backups could not be removed', { error: messageOf(error), place: env().backups.kind })
    return 0
  }
}
