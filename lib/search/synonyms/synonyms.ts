import { z } from 'zod'
import { type Db, pool, queryRow, queryRows } from '../../platform/db'
import { analyse } from '../analysis/analyser'

/** Words that count as others when somebody searches for them; `bothWays`, also the other way round. */
export type SearchSynonym = { id: number; words: string; means: string; bothWays: boolean; createdAt: Date }

/** All of them are kept in memory, so that a search asks nobody. */
export const synonymsMax = 2_000

const Row = z.object({ id: z.int(), words: z.string(), means: z.string(), bothWays: z.boolean(), createdAt: z.date() })
const State = z.object({ state: z.string() })
const Id = z.object({ id: z.int() })

/** Returns all synonyms, by their words. */
export function listSynonyms(): Promise<SearchSynonym[]> {
  return queryRows(
    pool(),
    Row,
    `select id, words, means, both_ways as "bothWays", created_at as "createdAt" from search_synonym order by words, means limit ${synonymsMax}`,
  )
}

/** Adds a synonym, or changes that of a number. Returns its number, or null where another has these words. */
export async function writeSynonym(
  tx: Db,
  { id, words, means, bothWays }: { id: number | null; words: string; means: string; bothWays: boolean },
): Promise<number | null> {
  const [written] = await queryRows(
    tx,
    Id,
    id === null
      ? `insert into search_synonym (words, means, both_ways) values ($2, $3, $4::boolean) on conflict do nothing returning coalesce($1::int, id) as id`
      : `update search_synonym set words = $2, means = $3, both_ways = $4::boolean, changed_at = clock_timestamp()
         where id = $1::int and not exists (select 1 from search_synonym o where o.words = $2 and o.means = $3 and o.id <> $1::int) returning id`,
    [id, words, means, bothWays],
  )
  return written?.id ?? null
}

/** Removes a synonym and returns what it was; null where there is none. */
export async function deleteSynonym(tx: Db, id: number): Promise<{ words: string; means: string } | null> {
  const [gone] = await queryRows(
    tx,
    z.object({ words: z.string(), means: z.string() }),
    'delete from search_synonym where id = $1::int returning words, means',
    [id],
  )
  return gone ?? null
}

/** Returns how many there are, and locks nothing: the bound is a rough one. */
export async function countSynonyms(tx: Db): Promise<number> {
  return (await queryRow(tx, z.object({ n: z.int() }), 'select count(*)::int as n from search_synonym')).n
}

/** Words of a query, and what else they stand for: each a list of terms that follow each other. */
export type SynonymRule = { from: string[]; to: string[] }

/** Rules by the first term of their words. */
export type SynonymRules = Map<string, SynonymRule[]>

/** As soon as the first page of another process may show what was written. */
const keptMs = 1_500
let known: { at: number; state: string; rules: SynonymRules } | undefined

/** Returns the rules of all synonyms, at most two seconds old. Terms are made here and now, so that they are those of this version. */
export async function readSynonymRules(): Promise<SynonymRules> {
  if (known && Date.now() - known.at < keptMs) return known.rules
  const at = Date.now()
  const { state } = await queryRow(pool(), State, `select concat_ws(' ', count(*), max(id), max(changed_at)) as state from search_synonym`)
  if (known?.state === state) known.at = at
  else known = { at, state, rules: rulesOf(await listSynonyms()) }
  return known.rules
}

/** What was written by this process is used by its next search. */
export function forgetSynonyms(): void {
  known = undefined
}

/** Returns the rules of these synonyms. Words of which nothing is a word make none. */
export function rulesOf(synonyms: Pick<SearchSynonym, 'words' | 'means' | 'bothWays'>[]): SynonymRules {
  const rules: SynonymRules = new Map()
  for (const { words, means, bothWays } of synonyms) {
    const [from, to] = [termsOf(words), termsOf(means)]
    if (from.join(' ') === to.join(' ')) continue
    addRule(rules, { from, to })
    if (bothWays) addRule(rules, { from: to, to: from })
  }
  return rules
}

function addRule(rules: SynonymRules, rule: SynonymRule): void {
  const [first] = rule.from
  if (first !== undefined && rule.to.length > 0) rules.set(first, [...(rules.get(first) ?? []), rule])
}

function termsOf(words: string): string[] {
  return analyse(words)
    .filter(({ together }) => !together)
    .map(({ term }) => term)
}
