import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { pictureBytesMax } from '../../../community/uploads'
import { messageOf } from '../../../platform/log'
import { isArchive } from '../archive-entries'
import { filesOf, namesIn } from '../files'
import { TemporaryFolder } from '../temporary-folder'
import { hexOfShortName } from './short-name'

/** The most that pictures of an archive may take when unpacked. For more, the archive must be unpacked by hand. */
const unpackedBytesMax = 20_000_000_000

const isPicture = (name: string) => /\.(?:png|jpe?g|gif|webp)$/i.test(name)

/** Pictures in the folder or archive of an export, and the addresses by which texts name them. */
export class BesideFiles {
  private files: Promise<Found> | undefined
  private digests: Promise<Map<string, string>> | undefined
  private unpacked: TemporaryFolder | null = null
  /**
   * `source`: a folder or archive; null, or a single file, has no pictures. `onTrouble` is called with the reason if
   * pictures can't be read. `roomFor`: bytes that pictures of an archive may take together.
   */
  constructor(
    private readonly source: string | null,
    private readonly onTrouble: (message: string) => void = () => {},
    private readonly roomFor = unpackedBytesMax,
  ) {}

  /** Returns the file that an address in a text means, or null. Returns null if two files match equally well. */
  async find(address: string): Promise<string | null> {
    const wanted = wantedBy(address)
    if (!wanted || this.source === null) return null
    this.files ??= this.readFiles(this.source)
    const { byEnd, byStem } = await this.files
    for (const end of wanted.ends) {
      const file = byEnd.get(end)
      if (file) return file
    }
    if (!wanted.sha1) return null
    const named = byStem.get(wanted.sha1)
    if (named) return named
    this.digests ??= digestsOf(await this.files)
    return (await this.digests).get(wanted.sha1) ?? null
  }

  /** Removes unpacked files. */
  async close(): Promise<void> {
    await this.files?.catch(() => undefined)
    await this.unpacked?.remove()
  }

  private async readFiles(source: string): Promise<Found> {
    try {
      if ((await fs.stat(source)).isDirectory()) return await filesOfFolder(source)
      if (!isArchive(source)) return nothing()
      this.unpacked = await TemporaryFolder.make('cairn-pictures-')
    } catch (error) {
      this.onTrouble(`Pictures beside ${source} could not be read: ${messageOf(error)}`)
      return nothing()
    }
    return unpack(source, this.unpacked.path, this.roomFor, this.onTrouble)
  }
}

type Found = { byEnd: Map<string, string | null>; byStem: Map<string, string>; all: string[] }

/** Returns the names that the file of an address may have, the longest first, and its digest if the address has one. */
function wantedBy(address: string): { ends: string[]; sha1: string | null } | null {
  const url = URL.canParse(address, 'http://here.invalid/') ? new URL(address, 'http://here.invalid/') : null
  if (!url) return null
  const short =
    /^upload:\/\/([0-9A-Za-z]{1,27})\.\w{1,5}$/.exec(address) ?? /\/uploads\/short-url\/([0-9A-Za-z]{1,27})\.\w{1,5}$/.exec(url.pathname)
  const name = short?.[0].split('/').at(-1)
  const segments = decoded(url.pathname).split('/').filter(Boolean)
  const whole = url.protocol === 'upload:' || url.hostname === 'here.invalid' ? segments : [url.hostname, ...segments]
  // From the host on, then shorter and shorter, as long as the name can only be that of this file.
  const ends = short ? [] : whole.map((_, i) => whole.slice(i).join('/')).filter((end, i) => i === 0 || isOwn(url, end))
  const sha1 = short?.[1] ? hexOfShortName(short[1]) : (/([0-9a-f]{40})(?:_\d+_\d+x\d+)?\.\w{1,5}$/.exec(url.pathname)?.[1] ?? null)
  return { ends: [...(name ? [name] : []), ...ends].map((end) => end.toLowerCase()), sha1 }
}

/** Whether the end of an address names one file: uploads of a forum, pictures of Stack Exchange, digests, paths without a host. */
function isOwn({ hostname, pathname }: URL, end: string): boolean {
  if (/(?:^|\.)(?:imgur\.com|sstatic\.net)$/.test(hostname) || pathname.startsWith('/uploads/default/')) return true
  return /^uploads\//.test(end) || /[0-9a-f]{32}/.test(end) || (hostname === 'here.invalid' && end.includes('/'))
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

/** Pictures of a folder stay where they are. None is opened before a text shows it. */
async function filesOfFolder(folder: string): Promise<Found> {
  const found = nothing()
  for (const name of await namesIn(folder, isPicture)) {
    const file = path.join(folder, name)
    // A file that can't be read is reported when a text shows it.
    const size = await fs.stat(file).then(
      (stat) => stat.size,
      () => 0,
    )
    if (size <= pictureBytesMax) note(found, name, file)
  }
  return found
}

/** Unpacks pictures of an archive into a folder, as long as there is room. */
async function unpack(archive: string, folder: string, roomFor: number, onTrouble: (message: string) => void): Promise<Found> {
  const found = nothing()
  let total = 0
  let left = 0
  try {
    for await (const { name, content, size = 0 } of filesOf(archive, isPicture, () => {})) {
      if (size > pictureBytesMax) continue
      if (total + size > roomFor) {
        left++
        continue
      }
      total += size
      const file = path.join(folder, String(found.all.length))
      await pipeline(content, createWriteStream(file, { mode: 0o600 }))
      note(found, name, file)
    }
  } catch (error) {
    onTrouble(
      `Pictures of ${archive} could not be unpacked in ${folder}: ${messageOf(error)}. The others were not copied. Unpack the archive and import the folder.`,
    )
  }
  if (left > 0)
    onTrouble(
      `Pictures of ${archive} take more than ${roomFor} bytes; ${left} were left out. Unpack the archive and import the folder to copy all of them.`,
    )
  return found
}

function nothing(): Found {
  return { byEnd: new Map(), byStem: new Map(), all: [] }
}

function note(found: Found, name: string, file: string): void {
  found.all.push(file)
  const segments = name.split(/[\\/]/).filter((part) => part && part !== '.')
  for (const i of segments.keys()) {
    const end = segments.slice(i).join('/').toLowerCase()
    found.byEnd.set(end, found.byEnd.has(end) ? null : file)
  }
  const stem = /^([0-9a-f]{40})\.\w+$/.exec(segments.at(-1) ?? '')?.[1]
  if (stem) found.byStem.set(stem, file)
}

/** Returns the files by the digest of their content, which a short name encodes. */
async function digestsOf({ all }: Found): Promise<Map<string, string>> {
  const digests = new Map<string, string>()
  for (const file of all) {
    const bytes = await fs.readFile(file).catch(() => null)
    if (bytes) digests.set(createHash('sha1').update(bytes).digest('hex'), file)
  }
  return digests
}
