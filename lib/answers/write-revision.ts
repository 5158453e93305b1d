import { anchorsToKeep, type KeptAnchors, type StoredSections, takeApart } from '../content'
import { writeCitations } from '../evidence'
import type { Db, Significance } from '../platform/db'
import { storable } from '../shared'
import { majorNumberOf } from './last-major'
import type { LockedAnswer } from './lock-answers'
import { storeSections } from './store-sections'
import { withReindex } from './with-reindex'

/** The next revision of an answer, with checked texts. */
export type NewRevision = {
  number: number
  title: string
  summary: string
  body: string
  appliesTo: string[]
  authorId: number
  reviewerId: number | null
  note: string
  significance: Significance
  /** The revision whose text it brings back, if it does. */
  restores?: number
  at: Date
  /** Left as they are where not given. */
  reviewAt?: Date | null
  aliases?: string[]
  tagIds?: number[]
}

/**
 * Makes a text the current one of a locked answer: the immutable revision, the answer itself, its sections, what it cites, and what search has of them.
 * Links to sections that were renamed still lead there. Returns the sections.
 */
export async function writeRevision(tx: Db, answer: LockedAnswer, revision: NewRevision): Promise<StoredSections> {
  const { number, title, summary, body, appliesTo, authorId, reviewerId, significance, at } = revision
  const text = { title, summary, body, appliesTo }
  const keptAnchors = number === 1 ? {} : anchorsToKeep(answer.body, answer.keptAnchors as KeptAnchors, body)
  const apart = takeApart({ ...text, keptAnchors })
  const note = storable(revision.note).trim()
  await withReindex(tx, answer.id, async () => {
    if (revision.aliases) await replaceAliases(tx, answer.id, revision.aliases)
    if (revision.tagIds) await replaceTags(tx, answer.id, revision.tagIds)
    const majorNumber = await beganWith(tx, answer, revision)
    await tx.answerRevision.create({
      data: { ...text, answerId: answer.id, number, authorId, reviewerId, note, significance, majorNumber, createdAt: at },
    })
    await tx.answer.update({
      where: { id: answer.id },
      data: {
        ...text,
        keptAnchors,
        status: 'published',
        revisionNumber: number,
        revisedAt: at,
        publishedAt: answer.publishedAt ?? at,
        version: { increment: 1 },
        ...(revision.reviewAt === undefined ? {} : { reviewAt: revision.reviewAt }),
      },
    })
    await storeSections((sql, values) => tx.$executeRawUnsafe(sql, ...values), answer.id, apart)
    await writeCitations(tx, answer.id, body, at)
  })
  return apart
}

/** What goes back has the text of then, in substance: whatever was said of that is said of it. */
function beganWith(tx: Db, answer: LockedAnswer, { number, significance, restores }: NewRevision): Promise<number> | number {
  if (restores !== undefined) return majorNumberOf(tx, answer.id, restores)
  return significance === 'major' ? number : majorNumberOf(tx, answer.id, answer.revisionNumber)
}

async function replaceAliases(tx: Db, answerId: number, aliases: string[]): Promise<void> {
  await tx.answerAlias.deleteMany({ where: { answerId } })
  await tx.answerAlias.createMany({ data: [...new Set(aliases)].map((alias) => ({ answerId, alias })) })
}

async function replaceTags(tx: Db, answerId: number, tagIds: number[]): Promise<void> {
  await tx.answerTag.deleteMany({ where: { answerId } })
  await tx.answerTag.createMany({ data: tagIds.map((tagId) => ({ answerId, tagId })) })
}
