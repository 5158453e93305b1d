import type pg from 'pg'
import { advisoryLocks } from '../../platform/db'
import type { AnalysedDocument } from './document'
import { isAlias } from './kinds'

/** What a set of documents adds to the frequencies, or takes away. */
export type FrequencyChange = {
  posts: number
  weightedTokens: number
  terms: Map<string, number>
  /** `renewed` says that posts have the word under this term now, and had it under another. */
  words: Map<string, { term: string; count: number; renewed: boolean }>
}

/** Sums up what documents that came and documents that went mean for the frequencies. */
export function changeOf(added: AnalysedDocument[], removed: AnalysedDocument[] = []): FrequencyChange {
  const change: FrequencyChange = { posts: 0, weightedTokens: 0, terms: new Map(), words: new Map() }
  for (const [documents, sign] of [
    [added, 1],
    [removed, -1],
  ] as const) {
    for (const document of documents) {
      // An alias is no text of its own: it would make texts look longer than they are among such short ones.
      if (!isAlias(document.document)) {
        change.posts += sign
        change.weightedTokens += sign * document.weightedTokens
      }
      // The words of a covered title count in its own thread.
      if (document.document.kind === 'covered_title') continue
      for (const term of document.terms) change.terms.set(term, (change.terms.get(term) ?? 0) + sign)
      for (const [word, term] of document.words) {
        const known = change.words.get(word)
        const renewed = known !== undefined && (known.renewed || (sign < 0 && known.term !== term))
        change.words.set(word, { term: known?.term ?? term, count: (known?.count ?? 0) + sign, renewed })
      }
    }
  }
  return change
}

/**
 * The change as a row of search_change: values in the order of its columns. A word that is neither more nor less frequent, and has
 * another term now, stands in it with nothing to add.
 */
export function changeRow(change: FrequencyChange): [number, number, string[], number[], string[], string[], number[]] {
  const terms = [...change.terms].filter(([, count]) => count !== 0)
  const words = [...change.words].flatMap(([word, { term, count, renewed }]) =>
    [...(renewed ? [0] : []), ...(count !== 0 ? [count] : [])].map((n) => ({ word, term, n })),
  )
  return [
    change.posts,
    change.weightedTokens,
    terms.map(([term]) => term),
    terms.map(([, count]) => count),
    words.map(({ word }) => word),
    words.map(({ term }) => term),
    words.map(({ n }) => n),
  ]
}

export const insertChange = `insert into search_change
  (posts, weighted_tokens, terms, term_counts, words, word_terms, word_counts) values ($1, $2, $3, $4, $5, $6, $7)`

/**
 * Counts what writes have left in search_change. One transaction a batch; two callers never fold at once. Returns how
 * many changes were folded.
 */
export async function foldFrequencies(client: pg.ClientBase, batchMax = 200): Promise<number> {
  let folded = 0
  for (;;) {
    await client.query('begin')
    try {
      await client.query('select pg_advisory_xact_lock($1)', [advisoryLocks.countingWords])
      const { rowCount } = await client.query(
        `create temp table folding on commit drop as
         with taken as (delete from search_change where id in (select id from search_change order by id limit $1) returning *)
         select * from taken`,
        [batchMax],
      )
      if (rowCount) await fold(client)
      await client.query('commit')
      if (!rowCount) return folded
      folded += rowCount
    } catch (error) {
      await client.query('rollback')
      throw error
    }
  }
}

async function fold(client: pg.ClientBase): Promise<void> {
  await client.query(
    `update search_corpus set posts = search_corpus.posts + s.posts, weighted_tokens = search_corpus.weighted_tokens + s.tokens
     from (select sum(posts) as posts, sum(weighted_tokens) as tokens from folding) s`,
  )
  await client.query(
    `insert into search_term as known (term, posts)
     select term, sum(n) from folding, unnest(terms, term_counts) as u(term, n) group by term having sum(n) <> 0 order by term
     on conflict (term) do update set posts = known.posts + excluded.posts`,
  )
  // The last post that came with a word says its term; posts that went had perhaps an older one.
  await client.query(
    `insert into search_word as known (word, term, posts)
     select u.word, coalesce((array_agg(u.term order by id desc) filter (where n >= 0))[1], min(k.term), min(u.term)), sum(n)
     from folding cross join unnest(words, word_terms, word_counts) as u(word, term, n) left join search_word k on k.word = u.word
     group by u.word having sum(n) <> 0 or bool_or(n = 0) order by u.word
     on conflict (word) do update set posts = known.posts + excluded.posts, term = excluded.term,
       term_before = case when known.term = excluded.term then known.term_before else known.term end`,
  )
  // A word that stands nowhere any more may be what someone took back: spelling must not suggest it.
  await client.query('delete from search_term where posts = 0 and term in (select unnest(terms) from folding)')
  await client.query('delete from search_word where posts = 0 and word in (select unnest(words) from folding)')
}
