import fs from 'node:fs/promises'
import type pg from 'pg'
import { keepPicture, readPicture } from '../../../community/uploads'
import { CutOffError, contentPool } from '../../../content'
import { codeOf, DomainError } from '../../../platform/errors'
import type { ImportReport } from '../report'
import type { BesideFiles } from './beside'
import { FetchError, fetchPicture } from './fetch-picture'
import { type Outcome, readKnownPictures, writeOutcomes } from './known-pictures'
import { Lanes } from './lanes'

/** Something with a text, which is changed in place. */
export type WithBody = { body: string }

export type TakeOptions = {
  client: pg.ClientBase
  sourceId: number
  beside: BesideFiles
  /** Also copies pictures from other sites. */
  fetch: boolean
  report: ImportReport
  /** Called with the number of pictures that were fetched, and that could not be, so far. */
  onFetched?: (fetched: number, failed: number) => void
  fetchOne?: (address: string) => Promise<Buffer>
}

const mayShow = /!\[|uploads\/|upload:\/\//

/**
 * Copies the pictures that texts show: from the export, and from other sites if `fetch` is set. Pictures that an
 * earlier run has copied are not fetched again. Failed ones are tried again.
 */
export class PictureTaker {
  private readonly lanes = new Lanes()
  private fetched = 0
  private failed = 0
  constructor(private readonly options: TakeOptions) {}

  /** Replaces addresses in these texts by those of the copies here. Returns the names of the copies. */
  async take(posts: WithBody[]): Promise<string[]> {
    const shown = new Map<WithBody, string[]>()
    for (const post of posts.filter(({ body }) => mayShow.test(body))) {
      const { addresses, attachments } = await picturesIn(post.body)
      this.options.report.pictures.attachments += attachments
      if (addresses.length > 0) shown.set(post, addresses)
    }
    if (shown.size === 0) return []
    const names = await this.namesOf([...new Set([...shown.values()].flat())])
    for (const [post, addresses] of shown) {
      const here = addresses.flatMap((address) => (names.has(address) ? [[address, `/uploads/${names.get(address)}`]] : []))
      if (here.length > 0) post.body = (await picturesIn(post.body, JSON.stringify(Object.fromEntries(here)))).markdown
    }
    return [...new Set(names.values())]
  }

  async close(): Promise<void> {
    await this.options.beside.close()
  }

  private async namesOf(addresses: string[]): Promise<Map<string, string>> {
    const { client, sourceId, report } = this.options
    const names = await readKnownPictures(client, sourceId, addresses)
    report.pictures.known += names.size
    const outcomes = new Map<string, Outcome>()
    const fresh = addresses.filter((address) => !names.has(address))
    await Promise.all(
      fresh.map(async (address) => {
        const outcome = await this.outcomeOf(address)
        if (outcome) outcomes.set(address, outcome)
        else report.pictures.elsewhere++
      }),
    )
    for (const [address, outcome] of outcomes) {
      if ('name' in outcome) names.set(address, outcome.name)
      else report.problems.push({ file: address, position: 'picture', message: `not copied: ${outcome.error}` })
      report.pictures['name' in outcome ? 'taken' : 'failed']++
    }
    await writeOutcomes(client, sourceId, outcomes)
    return names
  }

  /** Returns the outcome for an address, or null if the address stays as it is. */
  private async outcomeOf(address: string): Promise<Outcome | null> {
    const file = await this.options.beside.find(address)
    if (file)
      return this.lanes.run(
        '',
        () => keepFrom(file),
        () => false,
      )
    if (!this.options.fetch || !/^https?:/i.test(address) || !URL.canParse(address)) return null
    const { host } = new URL(address)
    const outcome = await this.fetchFrom(host, address)
    if ('name' in outcome) this.fetched++
    else this.failed++
    this.options.onFetched?.(this.fetched, this.failed)
    return outcome
  }

  private async fetchFrom(host: string, address: string): Promise<Outcome> {
    const fetchOne = this.options.fetchOne ?? fetchPicture
    try {
      const work = async () => {
        if (this.lanes.isGivenUp(host)) throw new FetchError('its site did not answer several times; the next run tries again', true)
        return keep(() => fetchOne(address))
      }
      return await this.lanes.run(host, work, (error) => error instanceof FetchError && error.isHost)
    } catch (error) {
      if (error instanceof FetchError) return { error: error.message }
      throw error
    }
  }
}

async function keepFrom(file: string): Promise<Outcome> {
  let bytes: Buffer
  try {
    bytes = await fs.readFile(file)
  } catch (error) {
    return { error: `it can’t be read (${codeOf(error) ?? 'unknown'})` }
  }
  return keep(async () => bytes)
}

async function keep(read: () => Promise<Buffer>): Promise<Outcome> {
  const fetched = await read()
  try {
    const picture = await readPicture(fetched)
    await keepPicture(picture)
    return { name: picture.name }
  } catch (error) {
    // Other errors, such as a missing image library or storage, concern all pictures.
    if (error instanceof DomainError && error.code === 'invalid') return { error: error.message }
    throw error
  }
}

async function picturesIn(markdown: string, replacements = '') {
  try {
    return await contentPool().run('pictures', { markdown, replacements })
  } catch (error) {
    if (error instanceof CutOffError) return { markdown, addresses: [], attachments: 0 }
    throw error
  }
}
