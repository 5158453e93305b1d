import { authorizePerson, type Viewer } from '../../identity/viewer'
import { db, pool } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import type { WatchState } from '../../shared'
import type { WatchedKind } from '../events'
import { readSubject } from './read-subject'

/**
 * Lets the person follow something, stop that, or mute it. Doing it twice is doing it once. @throws DomainError `forbidden` for visitors,
 * `not_found` for what they may not see, unless they stop following it.
 */
export async function setWatch(viewer: Viewer, kind: WatchedKind, subjectId: number, state: WatchState): Promise<void> {
  const personId = authorizePerson(viewer, 'watch.change')
  if (state !== 'stopped' && !(await readSubject(viewer, { kind, id: subjectId })))
    throw new DomainError('not_found', `There is no such ${kind}.`)
  // By the clock of the database, as events are: who follows again is told of what comes from now on.
  await pool().query(
    `insert into watch as w (person_id, kind, subject_id, state) values ($1, $2::subject_kind, $3, $4::watch_state)
     on conflict (person_id, kind, subject_id) do update set state = excluded.state, created_at = excluded.created_at
       where w.state <> excluded.state`,
    [personId, kind, subjectId, state],
  )
}

/** Returns how the person follows something; null if they have not chosen, nor been made to follow it by what they did. */
export async function readWatch(personId: number, kind: WatchedKind, subjectId: number): Promise<WatchState | null> {
  const watch = await db().watch.findUnique({ where: { personId_kind_subjectId: { personId, kind, subjectId } }, select: { state: true } })
  return watch?.state ?? null
}
