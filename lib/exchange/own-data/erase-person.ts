import { z } from 'zod'
import { authorize, type Viewer } from '../../identity/viewer'
import { db, queryRowsIn, transaction } from '../../platform/db'
import { log, messageOf } from '../../platform/log'
import { eraseRows } from './erase-rows'
import { writeErasureFile } from './erasure-file'

/**
 * Deletes a person, at their own request or by an admin; also an imported author without an account. Their posts stay
 * under "Former member" or, with `withdraw`, a job withdraws them unless others' replies depend on them. Decision
 * 0017 says what is deleted and what stays. It can't be undone. @throws DomainError `forbidden`, `not_found`,
 * `conflict` for the last admin and for someone who was deleted already.
 */
export async function erasePerson(viewer: Viewer, personId: number, { withdraw }: { withdraw: boolean }): Promise<void> {
  const own = viewer.personId === personId
  authorize(viewer, own ? 'account.own_data' : 'admin.own_data', own)
  await transaction((tx) => eraseRows(tx, viewer, personId, { withdraw, at: new Date() }))
  // The database has the deletion already. If this fails, the job writes the list again.
  await writeErasureFile().catch((error) => log('error', 'the list of deleted people can’t be written', { error: messageOf(error) }))
}

const Scope = z.object({
  threads: z.int(),
  threadsOthersReplied: z.int(),
  replies: z.int(),
  repliesOthersAnswered: z.int(),
  boosts: z.int(),
  answers: z.int(),
})

/** What deleting a person would concern: how many posts there are, and how many of them others depend on. */
export type ErasureScope = {
  threads: number
  /** Threads with replies of others. They stay, without the question. */
  threadsOthersReplied: number
  replies: number
  /** Replies that others answer. An empty post stays. */
  repliesOthersAnswered: number
  boosts: number
  answers: number
}

/** Returns what deleting this person would concern. @throws DomainError `forbidden`. */
export async function readErasureScope(viewer: Viewer, personId: number): Promise<ErasureScope> {
  const own = viewer.personId === personId
  authorize(viewer, own ? 'account.own_data' : 'admin.own_data', own)
  const [scope] = await queryRowsIn(db(), Scope)`
    select
      (select count(*) from thread where author_id = ${personId} and withdrawn_at is null)::int as threads,
      (select count(*) from thread t where author_id = ${personId} and withdrawn_at is null and hidden_at is null and exists (
        select 1 from reply r where r.thread_id = t.id and r.hidden_at is null and r.author_id is distinct from t.author_id))::int as "threadsOthersReplied",
      (select count(*) from reply where author_id = ${personId} and withdrawn_at is null)::int as replies,
      (select count(*) from reply r where author_id = ${personId} and withdrawn_at is null and hidden_at is null and exists (
        select 1 from reply a where a.answers_reply_id = r.id and a.hidden_at is null and a.author_id is distinct from r.author_id))::int as "repliesOthersAnswered",
      ((select count(*) from thread_boost where person_id = ${personId}) + (select count(*) from reply_boost where person_id = ${personId}))::int as boosts,
      (select count(distinct answer_id) from answer_revision where author_id = ${personId})::int as answers`
  return scope as ErasureScope
}
