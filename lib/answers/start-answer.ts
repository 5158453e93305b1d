import { tagIdsFor } from '../community/tags'
import { checkedTitle } from '../content'
import { authorize, type Viewer } from '../identity/viewer'
import { type Db, transaction } from '../platform/db'
import { DomainError } from '../platform/errors'
import { slugOf, storable } from '../shared'

export type StartAnswer = {
  topicId: number
  title: string
  summary?: string
  body: string
  tags?: string[]
  aliases?: string[]
  appliesTo?: string[]
  reviewAt?: Date
  slug?: string
  at?: Date
}

/**
 * Begins a canonical answer as a draft, which nobody but editors sees. The slug is free or gets a number.
 * @throws DomainError `forbidden` unless an editor, `not_found` for an unknown topic, `invalid` for bad text.
 */
export function startAnswer(viewer: Viewer, input: StartAnswer): Promise<{ id: number; slug: string }> {
  return transaction((tx) => startAnswerIn(tx, viewer, input))
}

/** As `startAnswer()`, in the caller's transaction. */
export async function startAnswerIn(tx: Db, viewer: Viewer, input: StartAnswer): Promise<{ id: number; slug: string }> {
  authorize(viewer, 'answer.write')
  const title = checkedTitle(input.title)
  // A draft may be empty: publishing asks for a text.
  const body = storable(input.body).trim()
  const at = input.at ?? new Date()
  if (!(await tx.topic.findUnique({ where: { id: input.topicId }, select: { id: true } })))
    throw new DomainError('not_found', 'There is no such topic.')
  const wanted = slugOf(input.slug ?? title, 'answer')
  let slug = wanted
  for (let n = 2; await tx.answer.findUnique({ where: { slug }, select: { id: true } }); n++) slug = `${wanted}-${n}`
  const tagIds = await tagIdsFor(tx, viewer, input.tags ?? [])
  const answer = await tx.answer.create({
    data: {
      slug,
      topicId: input.topicId,
      areaId: input.topicId,
      title,
      summary: storable(input.summary ?? '').trim(),
      body,
      appliesTo: input.appliesTo ?? [],
      reviewAt: input.reviewAt ?? null,
      createdAt: at,
      aliases: { create: [...new Set(input.aliases ?? [])].map((alias) => ({ alias })) },
      tags: { create: tagIds.map((tagId) => ({ tagId })) },
    },
  })
  return { id: answer.id, slug }
}
