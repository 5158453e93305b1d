import 'server-only'
import { cache } from 'react'
import { type AnswerRow, featuredAnswers, listAnswers, readAnswer, readAnswerPreview, readRevision } from '../../answers'
import { findTag, listTagNames, listTags, tagResolutions } from '../../community/tags'
import {
  type ListingRequest,
  listReplies,
  listThreads,
  readFormerPage,
  readMergedInto,
  readNewestReplies,
  readReplyHistory,
  readReplyPlace,
  readThread,
  readThreadHistory,
  readThreadPreview,
} from '../../community/threads'
import { findTopic, listTopics } from '../../community/topics'
import { readRelated } from '../../curation/related'
import { findOldAddress } from '../../exchange/old-addresses'
import { findPerson } from '../../identity/people'
import { visitor } from '../../identity/viewer'
import { pageTags } from '../../platform/expiry'
import { oftenSearched } from '../../search'
import { pageOfReply } from '../../shared'
import { isViewOf, requestContext, tagPage } from '../http'
import { answerReads } from './answer-reads'

// Every read of a page goes through here. It is made for the request's viewer, and the page is tagged with what it shows.
// Missing things are tagged, too. Otherwise a page that says "nothing here" would stay after the thing has arrived.

/** Searches under the field of the home page. */
const oftenShown = 4

const viewer = () => requestContext().viewer

// A page asks for its subject twice, for its head and for its body. React keeps the first result for the request.
const cachedReads = {
  topic: cache((slug: string) => findTopic(viewer(), slug)),
  thread: cache((id: number, page: number) => readThread(viewer(), id, page)),
  answer: cache((slug: string) => readAnswer(viewer(), slug)),
  revision: cache((slug: string, number: number) => readRevision(viewer(), slug, number)),
  tag: cache(async (name: string) => {
    const tag = await findTag(name)
    if (!tag) return null
    const resolutions = await tagResolutions(viewer(), tag.id)
    // A tag is missing for a reader who may see nothing that carries it.
    const isSeen = resolutions.threadCount > 0 || (await listAnswers(viewer(), { tagId: tag.id }, 1)).length > 0
    return isSeen ? { ...tag, ...resolutions } : null
  }),
  person: cache((name: string) => findPerson(viewer(), name)),
}

export const reads = {
  ...answerReads,
  topics: () => {
    tagPage(pageTags.front)
    return listTopics(viewer())
  },
  async topic(slug: string) {
    tagPage(pageTags.front)
    const topic = await cachedReads.topic(slug)
    if (topic) tagPage(pageTags.topic(topic.id))
    return topic
  },
  threads(request: ListingRequest) {
    const { scope } = request
    if (!scope) tagPage(pageTags.front)
    else if ('topicId' in scope) tagPage(pageTags.topic(scope.topicId))
    else if ('tagId' in scope) tagPage(pageTags.tag(scope.tagId))
    else if ('answerId' in scope) tagPage(pageTags.answer(scope.answerId))
    else tagPage(pageTags.person(scope.authorId))
    return listThreads(viewer(), request)
  },
  async thread(id: number, page: number) {
    tagPage(pageTags.thread(id))
    const thread = await cachedReads.thread(id, page)
    if (!thread) return null
    isViewOf('thread', id)
    tagPage(pageTags.replies(id, page))
    if (thread.covering) tagPage(pageTags.answer(thread.covering.id))
    for (const { id: same } of thread.sameAs) tagPage(pageTags.thread(same))
    return thread
  },
  /** Who has replied last, for those who are writing. */
  newestReplies(threadId: number) {
    tagPage(pageTags.thread(threadId))
    return readNewestReplies(viewer(), threadId)
  },
  /** Returns names of tags that begin with this, for completion. */
  tagNames(beginning: string, countMax: number) {
    tagPage(pageTags.front)
    return listTagNames(viewer(), beginning, countMax)
  },
  /** For a preview picture. Anyone may see that, so it is read for a visitor. */
  threadPreview(id: number) {
    tagPage(pageTags.thread(id))
    return readThreadPreview(visitor, id)
  },
  /** Returns the thread into which a missing one was merged. */
  async mergedInto(id: number) {
    const into = await readMergedInto(viewer(), id)
    if (into) tagPage(pageTags.thread(into.id))
    return into
  },
  /** Returns where an address of an imported forum leads now, or null. */
  oldAddress: (path: string) => findOldAddress(viewer(), path),
  threadHistory(id: number, before: number | null) {
    tagPage(pageTags.thread(id))
    return readThreadHistory(viewer(), id, before)
  },
  replyHistory(id: number, number: number, before: number | null) {
    tagPage(pageTags.thread(id))
    tagPage(pageTags.replies(id, pageOfReply(number)))
    return readReplyHistory(viewer(), id, number, before)
  },
  /** Returns where a reply is shown; null if there is no such reply. */
  replyPlace(threadId: number, number: number) {
    tagPage(pageTags.thread(threadId))
    return readReplyPlace(viewer(), threadId, number)
  },
  /** Returns the number with which a page of a thread began when addresses counted pages; null if there was no such page. */
  formerPage: (threadId: number, page: number) => readFormerPage(threadId, page),
  async related(kind: 'thread' | 'answer', id: number) {
    const related = await readRelated(viewer(), kind, id)
    for (const link of related) tagPage(link.kind === 'thread' ? pageTags.thread(link.id) : pageTags.answer(link.id))
    return related
  },
  async answer(slug: string) {
    const answer = await reads.answerForHistory(slug)
    if (answer && !('successor' in answer)) isViewOf('answer', answer.id)
    return answer
  },
  /** The same for pages that do not count as a view of the answer. */
  async answerForHistory(slug: string) {
    tagPage(pageTags.front)
    const answer = await cachedReads.answer(slug)
    if (answer && !('successor' in answer)) tagPage(pageTags.answer(answer.id), ...answer.rendered.pages)
    return answer
  },
  /** For a preview picture. Anyone may see that, so it is read for a visitor. */
  async answerPreview(slug: string) {
    tagPage(pageTags.front)
    const answer = await readAnswerPreview(visitor, slug)
    if (answer) tagPage(pageTags.answer(answer.id))
    return answer
  },
  async revision(slug: string, number: number) {
    tagPage(pageTags.front)
    const revision = await cachedReads.revision(slug, number)
    if (revision) tagPage(pageTags.answer(revision.id))
    return revision
  },
  answers(scope: { topicId: number } | { tagId: number } | null, countMax: number): Promise<AnswerRow[]> {
    tagPage(pageTags.front)
    return listAnswers(viewer(), scope, countMax)
  },
  /** The answers that a person wrote. */
  answersBy(authorId: number, countMax: number) {
    tagPage(pageTags.person(authorId))
    return listAnswers(viewer(), { authorId }, countMax)
  },
  /** Threads of a topic or tag, on their first page with its answers. */
  async answersAndThreads(request: ListingRequest & { scope: { topicId: number } | { tagId: number } }, answersMax: number) {
    const isFirstPage = !request.after && !request.before
    const [answers, listing] = await Promise.all([isFirstPage ? reads.answers(request.scope, answersMax) : [], reads.threads(request)])
    return { answers, listing }
  },
  featuredAnswers(countMax: number) {
    tagPage(pageTags.front)
    return featuredAnswers(viewer(), countMax)
  },
  tags(countMax: number) {
    tagPage(pageTags.front)
    return listTags(viewer(), countMax)
  },
  async tag(name: string) {
    tagPage(pageTags.front)
    const tag = await cachedReads.tag(name)
    if (tag) tagPage(pageTags.tag(tag.id))
    return tag
  },
  oftenSearched() {
    tagPage(pageTags.front)
    return oftenSearched(oftenShown)
  },
  /** The latest replies of a person. */
  replies(authorId: number) {
    tagPage(pageTags.person(authorId))
    return listReplies(viewer(), { authorId })
  },
  async person(name: string) {
    tagPage(pageTags.front)
    const person = await cachedReads.person(name)
    if (person) tagPage(pageTags.person(person.id))
    return person
  },
}
