import { z } from 'zod'
import { pool, queryRow } from '../platform/db'
import { countPosts } from '../search'

/** What is stored, by the names that `cairn stats --json` prints. Hidden content counts: it is stored. */
export type Stats = z.infer<typeof Stats>

const Stats = z.object({
  topics: z.int(),
  tags: z.int(),
  people: z.int(),
  threads: z.int(),
  replies: z.int(),
  acceptedReplies: z.int(),
  /** Boosts of persons and imported ones, of threads, replies and answers. */
  boosts: z.int(),
  canonicalAnswers: z.int(),
  /** Stored snapshots and historical entries, of answers, threads and replies. */
  revisions: z.int(),
  covered: z.int(),
  redirects: z.int(),
  searchable: z.int(),
})

const Counted = Stats.omit({ searchable: true })

/** Counts everything again; reads whole tables. */
export async function readStats(): Promise<Stats> {
  const counted = await queryRow(
    pool(),
    Counted,
    `select
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
    (select count(*) from old_address)::int as redirects`,
  )
  return { ...counted, searchable: await countPosts() }
}
