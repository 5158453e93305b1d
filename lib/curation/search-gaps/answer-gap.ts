import { addAlias, coverThread, saveDraft, startAnswer } from '../../answers'
import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { addGolden, deleteGolden, goldenById, goldenHit } from '../../search'
import { decoded, urls } from '../../shared'
import { addTagSynonym } from '../taxonomy'
import { checkAndNote } from './replay-golden'
import { saveSynonym } from './save-synonym'
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
 * Does something about a gap, and says which page its search must find: the pair is a golden query from then on. The gap is closed as soon
 * as the page is among the first hits, which may be at once. Returns whether it is, and the address where one goes on.
 * @throws DomainError `forbidden`, `not_found`, or `invalid` with the field.
 */
export async function answerGap(viewer: Viewer, gapId: number, input: AnswerGap): Promise<{ closed: boolean; to: string }> {
  authorize(viewer, 'search.gaps')
  const gap = await db().searchGap.findUnique({ where: { id: gapId } })
  if (!gap) throw new DomainError('not_found', 'There is no such search gap.')
  if (!input.query.trim()) throw new DomainError('invalid', 'Say which search must find it.', 'query')
  const { hit, to = urls.deskSearch(gapId) } = input.how === 'answer' ? await beginAnswer(viewer, input) : await act(viewer, input)
  const goldenId = await transaction(async (tx) => {
    const id = await addGolden({ query: input.query, hit }, tx)
    const other = await tx.searchGap.findUnique({ where: { goldenId: id }, select: { id: true } })
    if (other && other.id !== gapId) throw new DomainError('conflict', 'Another search gap was closed with these words.', 'query')
    await tx.searchGap.update({
      where: { id: gapId },
      data: { state: 'open', since: new Date(), way: input.how, reason: '', goldenId: id },
    })
    // The pair that this one takes the place of: nobody needs it any more.
    if (gap.goldenId !== null && gap.goldenId !== id) await deleteGolden(tx, gap.goldenId)
    await tx.searchGapEvent.create({ data: { gapId, what: 'answered', detail: `${input.how} ${hit}` } })
    await recordAudit(tx, viewer, { action: 'search_gap.answer', reason: `number ${gapId}, by ${input.how}, must find ${hit}` })
    return id
  })
  const golden = (await goldenById([goldenId])).get(goldenId)
  const failed = golden ? await checkAndNote([golden]) : []
  return { closed: failed.length === 0, to }
}

async function beginAnswer(viewer: Viewer, { title, topicId }: AnswerGap): Promise<{ hit: string; to: string }> {
  if (!title.trim()) throw new DomainError('invalid', 'Name the question that it settles.', 'title')
  if (topicId === null) throw new DomainError('invalid', 'Choose a topic.', 'topic')
  const { id, slug } = await startAnswer(viewer, { topicId, title, body: '' })
  await saveDraft(viewer, id, 0, { title, summary: '', body: '', appliesTo: [], aliases: [], tags: [], reviewAt: null })
  return { hit: urls.answer(slug), to: urls.answerEdit(slug) }
}

async function act(viewer: Viewer, input: AnswerGap): Promise<{ hit: string; to?: string }> {
  const hit = goldenHit(input.hit)
  const { answerId } = await pageOf(hit)
  if (input.how === 'synonym') await saveSynonym(viewer, { id: null, words: input.words, means: input.means, bothWays: false })
  else if (input.how === 'tag') await addTagSynonym(viewer, input.tag, input.tagWord)
  else if (input.how === 'alias') await addAlias(viewer, requireAnswer(answerId), input.query)
  else if (input.how === 'coverage') await coverThread(viewer, { threadId: threadOf(input.thread), answerId: requireAnswer(answerId) })
  return { hit }
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
async function pageOf(hit: string): Promise<{ answerId: number | null }> {
  const [, threadId] = /^\/threads\/(\d+)$/.exec(hit) ?? []
  const isOpen = { hiddenAt: null, topic: { visibility: 'public' as const } }
  const page = threadId
    ? await db().thread.findFirst({ where: { id: Number(threadId), ...isOpen }, select: { id: true } })
    : await db().answer.findFirst({ where: { slug: decoded(hit.slice('/answers/'.length)), ...isOpen }, select: { id: true } })
  if (!page) throw new DomainError('invalid', 'There is no page at this address that visitors can see.', 'hit')
  return { answerId: threadId ? null : page.id }
}
