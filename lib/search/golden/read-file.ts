import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import { z } from 'zod'
import { queryRows, transaction } from '../../platform/db'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import { decoded } from '../../shared'

const Golden = z.array(z.object({ query: z.string().trim().min(1).max(400), hit: z.string() }))
const Read = z.object({ digest: z.string() })

/**
 * Takes over golden queries of the file of `CAIRN_GOLDEN_QUERIES`, where they were kept before: those of a file that was not read yet, or
 * that has changed. What is known by its words stays as it is. @throws DomainError `invalid` if the file can't be read.
 */
export async function readGoldenFile(): Promise<void> {
  const file = env().goldenQueries
  const content = await fs.readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (content === null) return
  const digest = createHash('sha256').update(content).digest('hex')
  await transaction(async (tx) => {
    const [isNew] = await queryRows(
      tx,
      Read,
      `insert into golden_file (digest) values (decode($1, 'hex')) on conflict do nothing returning encode(digest, 'hex') as digest`,
      [digest],
    )
    if (!isNew) return
    const golden = goldenOf(file, content.toString('utf8'))
    await tx.$executeRawUnsafe(
      'insert into golden_query (query, hit) select * from unnest($1::text[], $2::text[]) on conflict do nothing',
      golden.map(({ query }) => query),
      golden.map(({ hit }) => decoded(hit)),
    )
  })
}

function goldenOf(file: string, text: string): z.infer<typeof Golden> {
  try {
    return Golden.parse(JSON.parse(text))
  } catch {
    throw new DomainError('invalid', `${file} is not a list of {"query": …, "hit": "/threads/12"}.`)
  }
}
