import { pool } from '../platform/db'

/** What is stored, by the names that `cairn stats --json` prints. Hidden content counts: it is stored. */
export type Stats = {
  topics: number
  tags: number
  people: number
  threads: number
  replies: number
  acceptedReplies: number
  /** Boosts of persons and imported ones, of threads, replies and answers. */
  boosts: number
  canonicalAnswers: number
  /** Stored snapshots and historical entries, of answers, threads and replies. */
  revisions: number
  covered: number
  redirects: number
  searchable: number
}

/** Counts everything anew; reads whole tables. */
export async function readStats(): Promise<Stats> {
  const { rows } = await pool().query(`select
    (select count(*) from topic)::int as topics,
    (select count(*) from tag)::int as tags,
    (select count(*) from person)::int as people,
    (select count(*) from thread)::int as threads,
    (select count(*) from reply)::int as replies,
    (select count(*) from reply where accepted_at is not null)::int as "acceptedReplies",
    ((select coalesce(sum(boost_base), 0) from thread) + (select coalesce(sum(boost_base), 0) from reply)
      + (select coalesce(sum(boost_base), 0) from answer)
      + (select count(*) from thread_boost) + (select count(*) from reply_boost))::int as boosts,
    (select count(*) from answer)::int as "canonicalAnswers",
    ((select count(*) from answer_revision) + (select count(*) from thread_revision) + (select count(*) from reply_revision))::int as revisions,
    (select count(*) from thread where standing = 'covered')::int as covered,
    (select count(*) from old_address)::int as redirects,
    (select count(*) from search_post)::int as searchable`)
  return rows[0]
}
