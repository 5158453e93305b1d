import { z } from 'zod'
import { queryRows } from '../../platform/db'
import type { ImportContext } from './context'
import type { SourceReply } from './source'

type Known = { id: number; threadId: number; number: number }
type Answering = Known & { reply: SourceReply }

/**
 * Returns a function that finds the reply that one of these replies answers, by its id here: one of the same batch or an
 * earlier import. It returns null where a reply answers none, a later one, or one of another thread.
 */
export async function readAnsweredReplies(context: ImportContext, fresh: Answering[]): Promise<(answering: Answering) => number | null> {
  const known = new Map<string, Known>(fresh.map((row) => [row.reply.externalId, row]))
  const earlier = fresh.flatMap(({ reply: { answers } }) => (answers && answers !== 'opening' && !known.has(answers) ? [answers] : []))
  for (const row of await readKnown(context, earlier)) known.set(row.externalId, row)
  return ({ reply, threadId, number }) => {
    const answered = reply.answers && reply.answers !== 'opening' ? known.get(reply.answers) : undefined
    return answered && answered.threadId === threadId && answered.number < number ? answered.id : null
  }
}

const Row = z.object({ externalId: z.string(), id: z.int(), threadId: z.int(), number: z.int() })

/** The thread and number that known replies have here. The source may have moved them to another thread. */
async function readKnown({ client, sourceId }: ImportContext, externalIds: string[]): Promise<z.infer<typeof Row>[]> {
  if (externalIds.length === 0) return []
  return queryRows(
    client,
    Row,
    `select i.external_id as "externalId", r.id, r.thread_id as "threadId", r.number from imported_record i join reply r on r.id = i.local_id
     where i.source_id = $1 and i.kind = 'reply' and i.external_id = any($2)`,
    [sourceId, externalIds],
  )
}
