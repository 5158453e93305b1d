import { plainText, withoutQuotes } from '../../../content'
import { db } from '../../../platform/db'
import type { SearchDocument } from '../../posts/document'
import { type PostRow, readPostRows } from '../../posts/read-posts'
import { chunksOf } from '../chunks'

/** What of a post is embedded, chunk by chunk; chunk 0 is its title. Empty for what is not worth it. */
export type PostText = {
  postId: string
  chunks: Map<number, string>
  /** Found by its vectors; those of replies only change the order. */
  sought: boolean
  /** Whose related list changes with it: of openings and heads of answers. */
  subject: { kind: 'thread' | 'answer'; id: number } | null
}

const openingChunksMax = 2
const replyChunksMax = 2
/** "Thanks, that was it" means nothing by itself. */
const replyLengthMin = 80

/** Reads the posts of answers, as the room of answers makes them. */
export type ReadAnswerDocuments = (answerIds: number[]) => Promise<SearchDocument[]>

/** The present texts of posts, by their ids in search; posts that are gone are missing. Three queries, however many. */
export async function readTexts(postIds: string[], readAnswerDocuments: ReadAnswerDocuments): Promise<PostText[]> {
  const rows = await readPostRows(postIds)
  const ids = (pick: (row: PostRow) => number | false | null) => [...new Set(rows.map(pick).filter((id) => typeof id === 'number'))]
  const [threads, replies, answers] = await Promise.all([
    db().thread.findMany({
      where: { id: { in: ids((row) => row.kind === 'opening' && row.group_id) } },
      select: { id: true, title: true, body: true, withdrawnAt: true },
    }),
    db().reply.findMany({ where: { id: { in: ids((row) => row.reply_id) } }, select: { id: true, body: true } }),
    readAnswerDocuments(ids((row) => row.group_kind === 'answer' && row.group_id)),
  ])
  const threadOf = new Map(threads.map((thread) => [thread.id, thread]))
  const replyOf = new Map(replies.map((reply) => [reply.id, reply]))
  const documentOf = new Map(answers.map((document) => [`${document.groupId}/${document.place}`, document]))
  return rows.flatMap((row): PostText[] => {
    if (row.reply_id !== null) {
      const reply = replyOf.get(row.reply_id)
      return reply ? [{ postId: row.id, chunks: replyChunks(reply.body), sought: false, subject: null }] : []
    }
    const document = row.group_kind === 'answer' ? documentOf.get(`${row.group_id}/${row.place}`) : threadOf.get(row.group_id)
    if (!document) return []
    const body = row.group_kind === 'answer' ? document.body : plainText(withoutQuotes(document.body))
    const subject = row.kind === 'opening' || row.kind === 'head' ? { kind: row.group_kind, id: row.group_id } : null
    // The text in place of a withdrawn question is not embedded.
    const chunks = 'withdrawnAt' in document && document.withdrawnAt ? new Map<number, string>() : titledChunks(document.title, body)
    return [{ postId: row.id, chunks, sought: true, subject }]
  })
}

function titledChunks(title: string, body: string): Map<number, string> {
  return new Map([[0, title], ...chunksOf(title, body, openingChunksMax).map((text, i): [number, string] => [i + 1, text])])
}

function replyChunks(markdown: string): Map<number, string> {
  const text = plainText(withoutQuotes(markdown))
  if (text.length < replyLengthMin) return new Map()
  return new Map(chunksOf('', text, replyChunksMax).map((chunk, i) => [i + 1, chunk]))
}
