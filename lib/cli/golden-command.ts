import { env } from '../env'
import { DomainError } from '../errors'
import { searchEngine } from '../search'
import { addGolden, checkGolden, readGolden } from '../search/golden'
import { withDatabase } from './with-database'

/** `cairn golden add QUERY HIT`: a query that must always find this page among its first three. */
export async function goldenAddCommand(query: string, hit: string): Promise<void> {
  await addGolden(query, hit)
  process.stdout.write(`${env().goldenQueries}: ${(await readGolden()).length} golden queries\n`)
}

/** `cairn golden check`: asks them all. Fails if one does not find what it must. */
export async function goldenCheckCommand(): Promise<void> {
  const golden = await readGolden()
  const failed = await withDatabase(() => checkGolden(searchEngine(), golden))
  for (const { query, hit } of failed) process.stdout.write(`“${query}” does not find ${hit}\n`)
  if (failed.length > 0) throw new DomainError('invalid', `${failed.length} of ${golden.length} golden queries fail.`)
  process.stdout.write(`${golden.length} golden queries find what they must\n`)
}
