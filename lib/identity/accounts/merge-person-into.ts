import type { Db } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { recordAudit } from '../audit'
import type { Viewer } from '../viewer'
import { moveMentionsOf } from './move-mentions-of'

/**
 * Makes an imported author an account's person: everything under that name becomes theirs, and the account uses that name instead of its
 * own. The caller checks who may do this. @throws DomainError `conflict` if the author has an account.
 */
export async function mergePersonInto(tx: Db, viewer: Viewer, authorId: number, userId: string): Promise<void> {
  await tx.$queryRaw`select 1 from person where id = ${authorId} for update`
  const author = await tx.person.findUniqueOrThrow({ where: { id: authorId }, include: { user: true } })
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, include: { person: true } })
  if (author.erasedAt) throw new DomainError('conflict', 'This person was deleted: nobody can take the posts over.')
  if (author.user) throw new DomainError('conflict', 'This author has an account already.')
  const mine = user.personId
  // Search follows by a trigger, so that `by:` finds these posts.
  await tx.thread.updateMany({ where: { authorId: mine }, data: { authorId: author.id } })
  await tx.reply.updateMany({ where: { authorId: mine }, data: { authorId: author.id } })
  for (const [table, column] of writtenColumns)
    await tx.$executeRawUnsafe(`update ${table} set ${column} = $1 where ${column} = $2`, author.id, mine)
  await moveBoosts(tx, mine, author.id)
  await removeOwnBoosts(tx, author.id)
  await tx.$executeRaw`
    insert into picture_upload (name, person_id, created_at) select name, ${author.id}, created_at from picture_upload where person_id = ${mine}
    on conflict do nothing`
  await tx.$executeRaw`
    with gone as (delete from thread_visit where person_id = ${mine} returning *)
    insert into thread_visit as v (person_id, thread_id, last_number, before_number, seen_at)
      select ${author.id}, thread_id, last_number, before_number, seen_at from gone
    on conflict (person_id, thread_id) do update set last_number = greatest(v.last_number, excluded.last_number),
      before_number = greatest(v.before_number, excluded.before_number), seen_at = greatest(v.seen_at, excluded.seen_at)`
  await moveNotices(tx, mine, author.id)
  await moveMentionsOf(tx, mine, author.id)
  await tx.askDraft.updateMany({ where: { personId: mine }, data: { personId: author.id } })
  await tx.replyDraft.updateMany({ where: { personId: mine }, data: { personId: author.id } })
  await tx.person.update({ where: { id: author.id }, data: { role: user.person.role, about: author.about || user.person.about } })
  // Deleting this account later also deletes its former name.
  await tx.person.update({ where: { id: mine }, data: { role: 'member', becameId: author.id } })
  await tx.user.update({ where: { id: user.id }, data: { personId: author.id, name: author.displayName } })
  // An author of the sample content is a real person now.
  await tx.sampleRow.deleteMany({ where: { kind: 'person', subjectId: author.id } })
  // The former name stays taken and leads nowhere; nothing is deleted.
  await recordAudit(tx, viewer, {
    action: 'person.give',
    subject: { kind: 'person', id: author.id },
    reason: `${user.person.name} → ${author.name}`,
  })
  await expirePages(tx, [pageTags.everything, pageTags.sessions])
}

/** Other columns that say who wrote or made something. */
const writtenColumns = [
  ['thread_revision', 'author_id'],
  ['reply_revision', 'author_id'],
  ['answer_revision', 'author_id'],
  ['answer_revision', 'reviewer_id'],
  ['answer_draft', 'edited_by'],
  ['answer_draft', 'started_by'],
  ['draft_comment', 'person_id'],
  ['coverage', 'editor_id'],
  ['coverage_ruling', 'editor_id'],
  ['cover_batch', 'editor_id'],
  ['related_choice', 'editor_id'],
  ['distinct_threads', 'editor_id'],
  ['one_time_link', 'created_by'],
  ['one_time_link', 'used_by'],
  ['event', 'actor_id'],
  ['moderation_case', 'author_id'],
  ['moderation_case', 'opened_by'],
  ['moderation_case', 'decided_by'],
  // An author without an account has reported nothing, so that no case has two reports of one person.
  ['report', 'reporter_id'],
  ['held_post', 'person_id'],
  ['spam_trace', 'person_id'],
] as const

const noticeColumns = [
  ['watch', 'kind, subject_id, state, created_at'],
  ['notice', 'event_id, kind, thread_id, since, created_at, read_at, mail_at, search_id'],
  ['notice_setting', 'kind, channel'],
  ['notice_preference', 'follow_asked, follow_replied, follow_mentioned, time_zone, hour, weekday'],
] as const

// If both have boosted a post, one boost remains. Counters follow.
async function moveBoosts(tx: Db, from: number, to: number): Promise<void> {
  await tx.$executeRaw`
    with gone as (delete from thread_boost b where b.person_id = ${from} returning thread_id, created_at),
    moved as (insert into thread_boost (thread_id, person_id, created_at) select thread_id, ${to}, created_at from gone on conflict do nothing returning thread_id)
    update thread t set boost_count = boost_count - 1 where id in (select thread_id from gone except select thread_id from moved)`
  await tx.$executeRaw`
    with gone as (delete from reply_boost b where b.person_id = ${from} returning reply_id, created_at),
    moved as (insert into reply_boost (reply_id, person_id, created_at) select reply_id, ${to}, created_at from gone on conflict do nothing returning reply_id)
    update reply r set boost_count = boost_count - 1 where id in (select reply_id from gone except select reply_id from moved)`
}

// What the account follows and was told of stays its own. Nothing is followed for the author's posts.
async function moveNotices(tx: Db, from: number, to: number): Promise<void> {
  await tx.savedSearch.updateMany({ where: { personId: from }, data: { personId: to } })
  for (const [table, columns] of noticeColumns)
    await tx.$executeRawUnsafe(
      `with gone as (delete from ${table} where person_id = $1::int returning *)
       insert into ${table} (person_id, ${columns}) select $2::int, ${columns} from gone on conflict do nothing`,
      from,
      to,
    )
}

// What one boosted as somebody else is one's own now, and nobody boosts that.
async function removeOwnBoosts(tx: Db, personId: number): Promise<void> {
  await tx.$executeRaw`
    with gone as (delete from thread_boost b using thread t where b.person_id = ${personId} and t.id = b.thread_id and t.author_id = ${personId} returning t.id)
    update thread t set boost_count = boost_count - 1 from gone where t.id = gone.id`
  await tx.$executeRaw`
    with gone as (delete from reply_boost b using reply r where b.person_id = ${personId} and r.id = b.reply_id and r.author_id = ${personId} returning r.id)
    update reply r set boost_count = boost_count - 1 from gone where r.id = gone.id`
}
