import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { pictureBytesMax } from '../../uploads/picture-limits'
import { filesOf, isArchive } from '../files'
import { hexOfShortName } from './short-name'

const isPicture = (name: string) => /\.(?:png|jpe?g|gif|webp)$/i.test(name)

/** Pictures that lie beside an export, in its folder or archive, and how texts name them. */
export class BesideFiles {
  private files: Promise<Found> | undefined
  private digests: Promise<Map<string, string>> | undefined
  /** `source`: a folder or an archive; null or a single file has nothing beside it. */
  constructor(private readonly source: string | null) {}

  /** The file that an address of a text means, or null. Two files that both might be it are none. */
  async find(address: string): Promise<string | null> {
    const wanted = wantedBy(address)
    if (!wanted || this.source === null) return null
    this.files ??= readFiles(this.source)
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

  /** Removes what was unpacked. */
  async close(): Promise<void> {
    const folder = (await this.files)?.unpacked
    if (folder) await fs.rm(folder, { recursive: true, force: true })
  }
}

type Found = { byEnd: Map<string, string | null>; byStem: Map<string, string>; all: string[]; unpacked: string | null }

/** How a file may be called by which this address is kept, the longest first. */
function wantedBy(address: string): { ends: string[]; sha1: string | null } | null {
  const url = URL.canParse(address, 'http://here.invalid/') ? new URL(address, 'http://here.invalid/') : null
  if (!url) return null
  const short =
    /^upload:\/\/([0-9A-Za-z]{1,27})\.\w{1,5}$/.exec(address) ?? /\/uploads\/short-url\/([0-9A-Za-z]{1,27})\.\w{1,5}$/.exec(url.pathname)
  const name = short ? (short[0].split('/').at(-1) as string) : null
  const segments = decoded(url.pathname).split('/').filter(Boolean)
  const whole = url.protocol === 'upload:' || url.hostname === 'here.invalid' ? segments : [url.hostname, ...segments]
  // From the host on, then ever shorter, as long as nobody else's file could be called so.
  const ends = short ? [] : whole.map((_, i) => whole.slice(i).join('/')).filter((end, i) => i === 0 || isOwn(url, end))
  const sha1 = short ? hexOfShortName(short[1] as string) : (/([0-9a-f]{40})(?:_\d+_\d+x\d+)?\.\w{1,5}$/.exec(url.pathname)?.[1] ?? null)
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

async function readFiles(source: string): Promise<Found> {
  const isFolder = (await fs.stat(source).catch(() => null))?.isDirectory() ?? false
  if (!isFolder && !isArchive(source)) return { byEnd: new Map(), byStem: new Map(), all: [], unpacked: null }
  const unpacked = isFolder ? null : await fs.mkdtemp(path.join(os.tmpdir(), 'cairn-pictures-'))
  const found: Found = { byEnd: new Map(), byStem: new Map(), all: [], unpacked }
  for await (const { name, content } of filesOf(source, isPicture, () => {})) {
    let file = path.join(source, name)
    if (unpacked) {
      file = path.join(unpacked, String(found.all.length))
      await pipeline(content, createWriteStream(file, { mode: 0o600 }))
    } else content.destroy()
    if ((await fs.stat(file)).size <= pictureBytesMax) note(found, name, file)
  }
  return found
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

/** The files by the digest of what is in them: that is what a short name says. */
async function digestsOf({ all }: Found): Promise<Map<string, string>> {
  const digests = new Map<string, string>()
  for (const file of all)
    digests.set(
      createHash('sha1')
        .update(await fs.readFile(file))
        .digest('hex'),
      file,
    )
  return digests
}
