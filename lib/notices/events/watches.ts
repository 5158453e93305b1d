import type { Db } from '../../platform/db'

/** What can be followed. */
export const watchedKinds = ['thread', 'topic', 'tag', 'answer'] as const
export type WatchedKind = (typeof watchedKinds)[number]

/** Why a thread is followed by itself. Each is a setting of the person's. */
type Because = 'asked' | 'replied' | 'mentioned'

/**
 * Lets people follow a thread from now on because of what they did, or what was said to them, unless they chose that this does not happen,
 * or chose for this thread. One statement.
 */
export async function followThread(
  tx: Db,
  people: { personId: number | null; quiet?: boolean }[],
  threadId: number,
  because: Because,
): Promise<void> {
  const ids = people.flatMap(({ personId, quiet }) => (personId === null || quiet ? [] : [personId]))
  if (ids.length === 0) return
  await tx.$executeRawUnsafe(
    `insert into watch (person_id, kind, subject_id)
     select u.person_id, 'thread', $2::int from auth_user u left join notice_preference n on n.person_id = u.person_id
     where u.person_id = any($1::int[]) and coalesce(n.follow_${because}, true)
     on conflict do nothing`,
    ids,
    threadId,
  )
}

/** Those who follow, or have muted, what was merged follow or mute what it went into, unless they chose for that. Muted wins. */
export async function moveWatches(tx: Db, kind: WatchedKind, fromId: number, intoId: number): Promise<void> {
  await tx.$executeRawUnsafe(
    `with gone as (delete from watch where kind = $1::subject_kind and subject_id = $2::int returning *)
     insert into watch as w (person_id, kind, subject_id, state, created_at)
     select person_id, kind, $3::int, state, created_at from gone
     on conflict (person_id, kind, subject_id) do update set state = excluded.state
       where w.state = 'stopped' or excluded.state = 'muted'`,
    kind,
    fromId,
    intoId,
  )
}

/** The same for what takes the place of another that can come back: those who follow it go on following both. One statement. */
export async function copyWatches(tx: Db, kind: WatchedKind, fromId: number, intoId: number): Promise<void> {
  await tx.$executeRawUnsafe(
    `insert into watch (person_id, kind, subject_id, state) select person_id, kind, $3::int, state from watch
     where kind = $1::subject_kind and subject_id = $2::int on conflict do nothing`,
    kind,
    fromId,
    intoId,
  )
}
