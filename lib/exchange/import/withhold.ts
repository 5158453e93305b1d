import { z } from 'zod'
import { queryRows } from '../../platform/db'
import { withdrawnBody, withdrawnTitle } from '../../shared'
import type { ImportContext } from './context'
import type { SourcePerson, SourceReply, SourceThread } from './source'

const Id = z.object({ id: z.int() })

/** Returns external ids of the authors who were deleted here and withdrew their posts. */
async function withdrawnAuthors({ client, people }: ImportContext, authors: (SourcePerson | null)[]): Promise<Set<string>> {
  const known = new Map(
    authors.flatMap((author) => {
      const id = author && people.get(author.externalId)
      return author && typeof id === 'number' ? [[id, author.externalId] as const] : []
    }),
  )
  if (known.size === 0) return new Set()
  const rows = await queryRows(client, Id, 'select person_id as id from erasure where withdrawn and person_id = any($1::int[])', [
    [...known.keys()],
  ])
  return new Set(rows.flatMap(({ id }) => known.get(id) ?? []))
}

/**
 * Returns what may be imported of each thread, or null. Texts that deleted people withdrew are left out; an empty
 * post stays where others' replies depend on it, as it does when someone is deleted. The context must have the ids of
 * the authors.
 */
export async function withholdWithdrawn(context: ImportContext, threads: SourceThread[]): Promise<Map<SourceThread, SourceThread | null>> {
  const gone = await withdrawnAuthors(
    context,
    threads.flatMap((thread) => [thread.author, ...thread.replies.map(({ author }) => author)]),
  )
  const isGone = (author: SourcePerson | null) => author !== null && gone.has(author.externalId)
  return new Map(threads.map((thread) => [thread, gone.size === 0 ? thread : withheld(thread, isGone)]))
}

function withheld(thread: SourceThread, isGone: (author: SourcePerson | null) => boolean): SourceThread | null {
  const answered = new Set(thread.replies.filter(({ author }) => !isGone(author)).map(({ answers }) => answers))
  const replies = thread.replies.flatMap((reply): SourceReply[] => {
    if (!isGone(reply.author)) return [reply]
    if (!answered.has(reply.externalId)) return []
    return [{ ...reply, body: withdrawnBody, accepted: false, withdrawn: true }]
  })
  if (!isGone(thread.author)) return { ...thread, replies }
  const others = replies.some(({ author }) => author === null || author.externalId !== thread.author?.externalId)
  return others ? { ...thread, title: withdrawnTitle, body: withdrawnBody, withdrawn: true, replies } : null
}
