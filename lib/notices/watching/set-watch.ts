import { authorizePerson, liveAnswer, type Viewer, visibleTopic } from '../../identity/viewer'
import { db, pool } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import type { WatchedKind } from '../events'

/** `watching` and `muted` are chosen; `stopped` remembers that a thread is not to be followed again by replying in it. */
export type WatchState = 'watching' | 'stopped' | 'muted'

/**
 * Lets the person follow something, stop that, or mute it. Doing it twice is doing it once. @throws DomainError `forbidden` for visitors,
 * `not_found` for what they may not see, unless they stop following it.
 */
export async function setWatch(viewer: Viewer, kind: WatchedKind, subjectId: number, state: WatchState): Promise<void> {
  const personId = authorizePerson(viewer, 'watch.change')
  if (state !== 'stopped' && !(await isVisible(viewer, kind, subjectId))) throw new DomainError('not_found', `There is no such ${kind}.`)
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

async function isVisible(viewer: Viewer, kind: WatchedKind, id: number): Promise<boolean> {
  const topic = visibleTopic(viewer)
  const counts = {
    thread: () => db().thread.count({ where: { id, hiddenAt: null, topic } }),
    topic: () => db().topic.count({ where: { id, ...topic } }),
    tag: () => db().tag.count({ where: { id } }),
    answer: () => db().answer.count({ where: { id, ...liveAnswer, topic } }),
  }
  return (await counts[kind]()) > 0
}
