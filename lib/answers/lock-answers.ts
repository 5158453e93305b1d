import type pg from 'pg'
import { z } from 'zod'
import { type Db, queryRows } from '../platform/db'
import { DomainError } from '../platform/errors'

const Id = z.object({ id: z.int() })

type Where = NonNullable<NonNullable<Parameters<Db['answer']['findFirst']>[0]>['where']>

/** An answer that is locked. */
export type LockedAnswer = Awaited<ReturnType<typeof lockAnswer>>

/** Which answer may be locked, and what is said where it is none of these. */
type Condition = { where?: Where; otherwise?: string }

/**
 * Locks answers for the rest of the transaction, in whatever state they are. Always in the order of their ids, so that two writes to the
 * same answers wait and don't block each other for ever. Those that are missing are passed over. One statement. To be called before
 * threads are locked: every change of a coverage locks in that order.
 */
export async function lockAnswerRows(on: Db | pg.ClientBase, answerIds: number[]): Promise<void> {
  await queryRows(on, Id, 'select id from answer where id = any($1::int[]) order by id for update', [answerIds])
}

/**
 * Locks an answer and returns it: one that is not hidden, unless `where` says otherwise. Nobody else can change it before the
 * transaction ends, so there is no need to read it again. @throws DomainError `not_found`.
 */
export async function lockAnswer(
  tx: Db,
  answerId: number,
  { where = { hiddenAt: null }, otherwise = 'There is no such answer.' }: Condition = {},
) {
  await lockAnswerRows(tx, [answerId])
  const answer = await tx.answer.findFirst({ where: { ...where, id: answerId } })
  if (!answer) throw new DomainError('not_found', otherwise)
  return answer
}

/** Locks the answers that cover a thread, hidden ones too. To be called before the thread itself is locked. One statement. */
export async function lockCovering(tx: Db, threadId: number): Promise<void> {
  const covering = 'select answer_id from coverage where thread_id = $1'
  await queryRows(tx, Id, `select id from answer where id in (${covering}) order by id for update`, [threadId])
}
