import { type Db, transaction } from '../platform/db'
import { lockAnswerRows } from './lock-answers'

/** Stores what was made of an answer's text, in a transaction with its row locked, unless another revision was published meanwhile. */
export async function unlessRevised(answerId: number, revisionNumber: number, store: (tx: Db) => Promise<void>): Promise<void> {
  await transaction(async (tx) => {
    await lockAnswerRows(tx, [answerId])
    if ((await tx.answer.count({ where: { id: answerId, revisionNumber } })) > 0) await store(tx)
  })
}
