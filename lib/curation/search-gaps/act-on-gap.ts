import { addAliasIn, coverThreadsIn, saveDraftIn, startAnswerIn } from '../../answers'
import type { Viewer } from '../../identity/viewer'
import type { Db } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { goldenHit } from '../../search'
import { decoded, urls } from '../../shared'
import { addTagSynonymIn } from '../taxonomy'
import { saveSynonymIn } from './save-synonym'
import type { Way } from './ways'

export type AnswerGap = {
  how: Way
  /** The search that must find the page from now on. */
  query: string
  /** The address of the page, unless the answer is begun here. */
  hit: string
  /** For a synonym: what people say, and what the page says. */
  words: string
  means: string
  /** For a synonym of a tag. */
  tag: string
  tagWord: string
  /** For a coverage: the address of the thread that the answer settles. */
  thread: string
  /** For a new answer. */
  title: string
  topicId: number | null
}

/**
 * Does what helps a search to find its page. Returns the page, and the address where one goes on if that is elsewhere.
 * @throws DomainError `forbidden`, `not_found`, `conflict`, or `invalid` with the field.
 */
export async function actOnGap(tx: Db, viewer: Viewer, input: AnswerGap): Promise<{ hit: string; to?: string }> {
  if (input.how === 'answer') return beginAnswer(tx, viewer, input)
  const hit = goldenHit(input.hit)
  const { answerId } = await pageOf(tx, hit)
  const { how, query, words, means, tag, tagWord, thread } = input
  if (how === 'synonym') await saveSynonymIn(tx, viewer, { id: null, words, means, bothWays: false })
  else if (how === 'tag') await addTagSynonymIn(tx, viewer, tag, tagWord)
  else if (how === 'alias') await addAliasIn(tx, viewer, requireAnswer(answerId), query)
  else if (how === 'coverage') {
    const threads = [{ threadId: threadOf(thread), section: null }]
    await coverThreadsIn(tx, viewer, { answerId: requireAnswer(answerId), threads })
  }
  return { hit }
}

async function beginAnswer(tx: Db, viewer: Viewer, { title, topicId }: AnswerGap): Promise<{ hit: string; to: string }> {
  if (!title.trim()) throw new DomainError('invalid', 'Name the question that it settles.', 'title')
  if (topicId === null) throw new DomainError('invalid', 'Choose a topic.', 'topic')
  const { id: answerId, slug } = await startAnswerIn(tx, viewer, { topicId, title, body: '' })
  const text = { title, summary: '', body: '', appliesTo: [], aliases: [], tags: [], reviewAt: null }
  await saveDraftIn(tx, viewer, { answerId, version: 0, ...text })
  return { hit: goldenHit(urls.answer(slug)), to: urls.answerEdit(slug) }
}

function requireAnswer(answerId: number | null): number {
  if (answerId === null) throw new DomainError('invalid', 'For this, the page must be a canonical answer.', 'hit')
  return answerId
}

function threadOf(address: string): number {
  const [, id] = /(?:^|\/threads\/)([1-9]\d{0,8})(?:[/?#]|$)/.exec(address.trim()) ?? []
  if (!id) throw new DomainError('invalid', 'Give the address of a thread.', 'thread')
  return Number(id)
}

/** The page that must be found. @throws DomainError `invalid` for one that visitors don't see and will not see. */
async function pageOf(tx: Db, hit: string): Promise<{ answerId: number | null }> {
  const [, threadId] = /^\/threads\/(\d+)$/.exec(hit) ?? []
  const isOpen = { hiddenAt: null, topic: { visibility: 'public' as const } }
  const page = threadId
    ? await tx.thread.findFirst({ where: { id: Number(threadId), ...isOpen }, select: { id: true } })
    : await tx.answer.findFirst({ where: { slug: decoded(hit.slice('/answers/'.length)), ...isOpen }, select: { id: true } })
  if (!page) throw new DomainError('invalid', 'There is no page at this address that visitors can see.', 'hit')
  return { answerId: threadId ? null : page.id }
}
