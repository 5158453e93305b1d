import { z } from 'zod'
import type { Viewer } from '../../identity/viewer'
import { type Db, queryRow } from '../../platform/db'
import { storable } from '../../shared'
import { insertNotices } from './insert-notices'
import { type NoticeKind, noticeKinds } from './kinds'

/** What an event is about. `reason` is read by those who are told: only words that were written for them. */
export type EventSubject = { threadId?: number; replyId?: number; answerId?: number; revision?: number; reason?: string }

/** A person whom an event concerns directly, and why. */
export type Told = { personId: number | null; kind: NoticeKind }

const reasonLengthMax = 2_000
/** Of very many who reported one post, so many are told. */
const toldMax = 100

const EventId = z.object({ id: z.string() })

/**
 * Records, in the transaction of an act, that it happened, and tells those whom it concerns directly (`tell`; of several reasons the first
 * counts). Those who follow something are told by a job, so that an act writes the same however many they are. Nobody is told of what the
 * program does, such as an import, nor of what is done for a sample (`quiet`). Two statements.
 */
export async function recordEvent(
  tx: Db,
  viewer: Viewer,
  { kind, tell = [], ...subject }: EventSubject & { kind: NoticeKind; tell?: Told[] },
): Promise<void> {
  if (viewer.personId === null || viewer.quiet) return
  const told = firstOfEach(tell)
  const { fanOut } = noticeKinds[kind]
  if (told.length === 0 && fanOut === null) return
  const eventId = await insertEvent(tx, { kind, actorId: viewer.personId, pending: fanOut !== null, ...subject })
  if (told.length === 0) return
  const people = `select t.person_id, t.kind, null::int as thread_id, null::int as since from unnest($1::int[], $2::text[]) t(person_id, kind)`
  await insertNotices(tx, eventId, { people, values: [told.map(({ personId }) => personId), told.map((each) => each.kind)] })
}

/** Records what happened to the site by itself, for those whom the job tells of this kind. */
export async function recordSiteEvent(tx: Db, kind: NoticeKind, reason: string): Promise<void> {
  await insertEvent(tx, { kind, actorId: null, pending: true, reason })
}

type NewEvent = EventSubject & { kind: NoticeKind; actorId: number | null; pending: boolean }

async function insertEvent(tx: Db, { kind, actorId, pending, threadId, replyId, answerId, revision, reason }: NewEvent): Promise<string> {
  const said = storable(reason ?? '')
    .trim()
    .slice(0, reasonLengthMax)
  const { id } = await queryRow(
    tx,
    EventId,
    `insert into event (kind, actor_id, thread_id, reply_id, answer_id, revision, reason, told_up_to)
     values ($1, $2::int, $3::int, $4::int, $5::int, $6::int, $7, $8::int) returning id::text`,
    [kind, actorId, threadId ?? null, replyId ?? null, answerId ?? null, revision ?? null, said, pending ? 0 : null],
  )
  return id
}

function firstOfEach(tell: Told[]): { personId: number; kind: NoticeKind }[] {
  const first = new Map<number, NoticeKind>()
  for (const { personId, kind } of tell) if (personId !== null && !first.has(personId)) first.set(personId, kind)
  return [...first].slice(0, toldMax).map(([personId, kind]) => ({ personId, kind }))
}
