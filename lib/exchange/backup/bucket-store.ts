import { readPictureToKeep } from '../../community/uploads'
import { DomainError } from '../../platform/errors'
import { withoutSecrets } from '../../shared'
import { Bucket, type BucketSetting } from './bucket'
import { timeOfArchive } from './retention'
import { type BackupSource, erasuresBeside, pictureBeside } from './source'
import type { BackupStore } from './store'
import { writeBackup } from './write-backup'

/** Automatic backups in a bucket. */
export function bucketStore(setting: BucketSetting): BackupStore {
  const bucket = new Bucket(setting)
  // Listed once for each run: asking for each picture would be one request each.
  let there: Promise<Set<string>> | undefined
  const pictures = async () => (await bucket.keys('pictures/')).map((key) => key.slice(key.lastIndexOf('/') + 1))
  return {
    place: setting.url,
    freeBytes: async () => null,
    archives: async () => (await bucket.keys('cairn-')).filter((name) => timeOfArchive(name)),
    async write(name, options) {
      const target = bucket.upload(name)
      const report = await writeBackup({ ...options, target })
      return { ...report, bytes: target.bytes }
    },
    remove: (archive) => bucket.remove(archive),
    pictures,
    async keepPicture(name, sure) {
      there ??= pictures().then((names) => new Set(names))
      if ((await there).has(name)) return 0
      const bytes = await readPictureToKeep(name, sure)
      if (bytes) await bucket.put(pictureBeside(name), bytes)
      return bytes ? bytes.length : null
    },
    removePicture: (name) => bucket.remove(pictureBeside(name)),
    keepErasures: (list) => bucket.put(erasuresBeside, Buffer.from(list)),
    source: (archive) => bucketSource(setting, archive),
  }
}

/** A backup in a bucket. @throws DomainError `invalid` if there is none of that name. */
export async function bucketSource(setting: BucketSetting, archive: string): Promise<BackupSource> {
  const bucket = new Bucket(setting)
  const size = await bucket.sizeOf(archive)
  if (size === null) throw new DomainError('invalid', `There is no ${archive} in ${withoutSecrets(setting.url)}.`)
  return {
    name: `${setting.url}/${archive}`,
    size,
    async open() {
      const stream = await bucket.open(archive)
      if (!stream) throw new DomainError('invalid', `There is no ${archive} in ${withoutSecrets(setting.url)}.`)
      return stream
    },
    picture: (name) => bucket.get(pictureBeside(name)),
    erasures: async () => (await bucket.get(erasuresBeside))?.toString() ?? null,
  }
}
