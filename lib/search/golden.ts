import fs from 'node:fs/promises'
import { z } from 'zod'
import { visitor } from '../identity/viewer'
import { env } from '../platform/env'
import { DomainError } from '../platform/errors'
import { decoded } from '../shared'
import type { SearchEngine } from './engines/port'
import { search } from './pipeline'

/** Among how many of the first hits a golden query must find its own. */
const firstHits = 3

/** A query, and the page that must be among its first hits: `/threads/12` or `/answers/some-slug`. */
export type GoldenQuery = { query: string; hit: string }

const schema = z.array(z.object({ query: z.string().trim().min(1).max(400), hit: z.string() }))

/**
 * The golden queries of this installation, none if there is no file.
 * @throws DomainError `invalid` if the file can't be read.
 */
export async function readGolden(): Promise<GoldenQuery[]> {
  const file = env().goldenQueries
  const text = await fs.readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]'
    throw error
  })
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    throw new DomainError('invalid', `${file} is not a list of {"query": …, "hit": "/threads/12"}.`)
  }
}

/** Adds a golden query, or changes what one must find. @throws DomainError `invalid` for a hit that is no page of ours. */
export async function addGolden(query: string, hit: string): Promise<void> {
  const page = /^\/?(threads\/\d+|answers\/[^/?#]+)/.exec(hit.replace(/^https?:\/\/[^/]+/, ''))?.[1]
  if (!page) throw new DomainError('invalid', `“${hit}” is neither /threads/NUMBER nor /answers/NAME.`)
  const known = (await readGolden()).filter((golden) => golden.query !== query)
  const text = JSON.stringify([...known, { query, hit: `/${page}` }], null, 2)
  const file = env().goldenQueries
  // Whole or not at all.
  await fs.writeFile(`${file}.new`, `${text}\n`)
  await fs.rename(`${file}.new`, file)
}

/** Golden queries that an engine does not answer as it must. */
export async function checkGolden(engine: SearchEngine, golden: GoldenQuery[]): Promise<GoldenQuery[]> {
  const failed: GoldenQuery[] = []
  for (const each of golden) {
    const { answer, hits } = await search(engine, visitor, { text: each.query, withFacets: false, pageSize: firstHits })
    const found = [...(answer ? [answer] : []), ...hits].slice(0, firstHits)
    const pages = found.map((hit) => (hit.kind === 'thread' ? `/threads/${hit.id}` : `/answers/${hit.slug}`))
    if (!pages.includes(decoded(each.hit))) failed.push(each)
  }
  return failed
}
