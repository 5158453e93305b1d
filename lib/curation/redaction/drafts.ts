import type { Db } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { hasWords, type Revised } from './subject'

/**
 * A draft that was begun on an earlier text has its words. One that was discarded goes; another is somebody's work.
 * @throws DomainError `conflict` where there is such a draft, or one with these words.
 */
export async function refuseStaleDraft(tx: Db, { kind, id }: Revised, currentNumber: number, words: string): Promise<void> {
  if (kind !== 'answer') return
  await tx.answerDraft.deleteMany({ where: { answerId: id, discardedAt: { not: null } } })
  const draft = await tx.answerDraft.findUnique({ where: { answerId: id } })
  if (!draft) return
  const { title, summary, body, appliesTo, aliases } = draft
  if (hasWords([title, summary, body, ...appliesTo, ...aliases], words))
    throw new DomainError('conflict', 'The draft has these words. Save it without them, or discard it, first.', 'words')
  if (draft.basedOn < currentNumber)
    throw new DomainError(
      'conflict',
      `The draft was begun on revision ${draft.basedOn}. Publish or discard it first: it may have the text.`,
    )
}

/** Takes these words out of what editors say about a draft, and out of replies that are being written under a thread. */
export async function forgetWordsInDrafts(tx: Db, { kind, id }: Revised, words: string): Promise<void> {
  const sought = words.trim()
  if (sought === '') return
  const blank = '[redacted]'
  const pattern = sought.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  if (kind === 'answer')
    await tx.$executeRaw`
      update draft_comment set body = regexp_replace(body, ${pattern}, ${blank}, 'gi') where answer_id = ${id} and strpos(lower(body), lower(${sought})) > 0`
  else
    await tx.$executeRaw`
      update reply_draft d set body = regexp_replace(d.body, ${pattern}, ${blank}, 'gi'), version = d.version + 1
      where strpos(lower(d.body), lower(${sought})) > 0
        and d.thread_id = (select case when ${kind} = 'thread' then ${id}::int else (select r.thread_id from reply r where r.id = ${id}::int) end)`
}
