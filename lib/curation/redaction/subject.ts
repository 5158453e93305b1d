import { lockAnswerRows } from '../../answers'
import { lockThreadRows } from '../../community/threads'
import { authorize, type Viewer, visibleTopic } from '../../identity/viewer'
import { type Db, db } from '../../platform/db'
import { DomainError } from '../../platform/errors'

/** What has revisions: a canonical answer, a thread for its opening, or a reply. */
export type Revised = { kind: 'answer' | 'thread' | 'reply'; id: number }

/** What it says now, with the number of its current revision. */
export type CurrentTexts = { number: number; texts: string[]; threadId: number | null }

/** Returns what an answer, opening or reply says now, also a hidden one. @throws DomainError `not_found` where the viewer may not see it. */
export async function readCurrent(on: Db, viewer: Viewer, { kind, id }: Revised): Promise<CurrentTexts> {
  const topic = visibleTopic(viewer)
  if (kind === 'answer') {
    const found = await on.answer.findFirst({ where: { id, topic }, include: { aliases: true } })
    if (found) {
      const { title, summary, body, appliesTo, aliases } = found
      return {
        number: found.revisionNumber,
        texts: [title, summary, body, ...appliesTo, ...aliases.map(({ alias }) => alias)],
        threadId: null,
      }
    }
  } else if (kind === 'thread') {
    const found = await on.thread.findFirst({ where: { id, topic } })
    if (found) return { number: found.revisionNumber, texts: [found.title, found.body], threadId: id }
  } else {
    const found = await on.reply.findFirst({ where: { id, thread: { topic } } })
    if (found) return { number: found.revisionNumber, texts: [found.body], threadId: found.threadId }
  }
  throw new DomainError('not_found', 'There is no such text.')
}

/** Locks it for the rest of the transaction, and the answers that are found by its title. Answers come first, as everywhere. */
export async function lockRevised(tx: Db, subject: Revised): Promise<void> {
  const { kind, id } = subject
  if (kind === 'answer') return lockAnswerRows(tx, [id])
  const naming = await Promise.all((await threadsNamed(tx, subject)).map((threadId) => answersNaming(tx, threadId)))
  await lockAnswerRows(tx, naming.flat())
  const thread = kind === 'thread' ? { threadId: id } : await tx.reply.findUnique({ where: { id }, select: { threadId: true } })
  if (thread) await lockThreadRows(tx, [thread.threadId])
}

/** The threads whose titles are of this text: the thread of an opening, or those that were merged and whose opening is this reply. */
export async function threadsNamed(tx: Db, { kind, id }: Revised): Promise<number[]> {
  if (kind !== 'reply') return kind === 'thread' ? [id] : []
  const merged = await tx.thread.findMany({ where: { mergedAsId: id }, select: { id: true }, orderBy: { id: 'asc' } })
  return merged.map((thread) => thread.id)
}

/** The answers that search finds by a title of this thread. */
export async function answersNaming(tx: Db, threadId: number): Promise<number[]> {
  const rows = await tx.coverageAlias.findMany({ where: { threadId }, select: { answerId: true }, orderBy: { answerId: 'asc' } })
  return rows.map(({ answerId }) => answerId)
}

/** A numbered revision with its texts. */
export type StoredRevision = {
  number: number
  /** With those that an import replaced while they were this revision. */
  texts: string[]
  title: string
  summary: string
  body: string
  note: string
  authorId: number | null
  createdAt: Date
  redactedAt: Date | null
}

/** Returns the numbered revisions, the newest first. Until the first edit a post has none. */
export async function readStored(on: Db, subject: Revised): Promise<StoredRevision[]> {
  const revisions = await readNumbered(on, subject)
  if (subject.kind === 'answer' || revisions.length === 0) return revisions
  const where =
    subject.kind === 'thread' ? { threadId: subject.id } : { OR: [{ replyId: subject.id }, { thread: { mergedAsId: subject.id } }] }
  const replaced = await on.replacedText.findMany({ where })
  return revisions.map((each) => ({
    ...each,
    texts: [...each.texts, ...replaced.flatMap(({ revision, title, body }) => (revision === each.number ? [title, body] : []))],
  }))
}

async function readNumbered(on: Db, { kind, id }: Revised): Promise<StoredRevision[]> {
  const orderBy = { number: 'desc' as const }
  if (kind === 'answer') {
    const rows = await on.answerRevision.findMany({ where: { answerId: id, number: { not: null } }, orderBy })
    return rows.map((row) =>
      stored({ ...row, number: row.number ?? 0, title: row.title ?? '', summary: row.summary ?? '', body: row.body ?? '' }),
    )
  }
  if (kind === 'thread')
    return (await on.threadRevision.findMany({ where: { threadId: id }, orderBy })).map((row) => stored({ ...row, summary: '' }))
  return (await on.replyRevision.findMany({ where: { replyId: id }, orderBy })).map((row) => stored({ ...row, title: '', summary: '' }))
}

function stored(row: Omit<StoredRevision, 'texts'> & { appliesTo?: string[] }): StoredRevision {
  const { number, title, summary, body, note, authorId, createdAt, redactedAt, appliesTo = [] } = row
  return { number, title, summary, body, note, authorId, createdAt, redactedAt, texts: [title, summary, body, ...appliesTo] }
}

/** Whether one of the texts has these words, in whatever case. */
export function hasWords(texts: string[], words: string): boolean {
  const sought = words.trim().toLowerCase()
  return sought !== '' && texts.some((text) => text.toLowerCase().includes(sought))
}

/** A revision on the page for redacting. */
export type RedactableRevision = {
  number: number
  note: string
  author: string | null
  createdAt: Date
  redactedAt: Date | null
  /** The current text can't be redacted. */
  isCurrent: boolean
  /** It has the words that were looked for. */
  isFound: boolean
}

/** Returns the revisions of a text, the newest first, for editors. @throws DomainError `forbidden`, `not_found`. */
export async function readRedactable(viewer: Viewer, subject: Revised, words = ''): Promise<RedactableRevision[]> {
  authorize(viewer, 'revision.redact')
  const [current, revisions] = await Promise.all([readCurrent(db(), viewer, subject), readStored(db(), subject)])
  const ids = revisions.flatMap(({ authorId }) => authorId ?? [])
  const people = await db().person.findMany({ where: { id: { in: ids } }, select: { id: true, displayName: true } })
  const nameOf = new Map(people.map(({ id, displayName }) => [id, displayName]))
  return revisions.map(({ number, note, authorId, createdAt, redactedAt, texts }) => ({
    number,
    note,
    author: authorId === null ? null : (nameOf.get(authorId) ?? null),
    createdAt,
    redactedAt,
    isCurrent: number >= current.number,
    isFound: hasWords([...texts, note], words),
  }))
}
