import { z } from 'zod'
import { joinPostText, joinSection } from '../../content'
import { type Db, queryRows, takeDue, transaction } from '../../platform/db'
import { doubtMin, doubts } from './doubt'

const batchMax = 100
/** So much of a reply says whether something works. */
const readMax = 4_000

const Due = z.object({ id: z.int() })
const Said = z.object({ replyId: z.int(), answerId: z.int(), text: z.string(), about: z.string() })

/**
 * Reads the next replies in covered threads that were written, edited or moved, and notes those that say that an answer does not work any
 * more. A killed process leaves them due. Returns whether there were any.
 */
export function continueDoubts(): Promise<boolean> {
  return transaction(async (tx) => {
    const due = await takeDue(tx, Due, { table: 'reply_doubt_due', columns: 'reply_id as id', max: batchMax })
    const ids = [...new Set(due.map(({ id }) => id))]
    if (ids.length === 0) return false
    const found = (await readSaid(tx, ids)).map((said) => ({ ...said, score: doubts(said.text, said.about) }))
    await tx.replyDoubt.deleteMany({ where: { replyId: { in: ids } } })
    await tx.replyDoubt.createMany({
      data: found.filter(({ score }) => score >= doubtMin).map(({ replyId, answerId, score }) => ({ replyId, answerId, score })),
    })
    return true
  })
}

/** Each reply, and each answer that covered its thread before it, with all that the reply may speak of. */
function readSaid(tx: Db, replyIds: number[]): Promise<z.infer<typeof Said>[]> {
  return queryRows(
    tx,
    Said,
    `select r.id as "replyId", a.id as "answerId", left(coalesce(x.own, x.plain, r.body), ${readMax}) as text,
       concat_ws(E'\\n', a.title, a.summary, coalesce(s.plain, left(a.body, ${readMax})), t.title, left(t.body, ${readMax}), left(b.body, ${readMax}))
         as about
     from reply r join thread t on t.id = r.thread_id left join reply b on b.id = r.answers_reply_id
       join coverage v on v.thread_id = r.thread_id and v.created_at < r.created_at join answer a on a.id = v.answer_id
       ${joinPostText('x', 'r.thread_id', 'r.number')} ${joinSection('s', 'a', 'v.section')}
     where r.id = any($1::int[]) and r.withdrawn_at is null order by r.id, a.id`,
    [replyIds],
  )
}
