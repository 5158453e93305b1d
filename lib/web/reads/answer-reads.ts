import 'server-only'
import { renderAnswer } from '../../answers'
import { readHelpfulShare } from '../../curation/feedback'
import { readUsesOfAnswer, readUsesOfThread, saySources } from '../../evidence'
import { pageTags } from '../../platform/expiry'
import { requestContext, tagPage } from '../http'

const viewer = () => requestContext().viewer

/** What pages read of what stands around answers: their sources, and what readers said. */
export const answerReads = {
  /** The text of a revision as HTML. */
  async renderedRevision(revision: Parameters<typeof renderAnswer>[2] & { id: number }) {
    const rendered = await renderAnswer(viewer(), revision.id, revision)
    tagPage(...rendered.pages)
    return rendered
  },
  /** Texts of an answer to be compared, with their sources in words. */
  async saidSources(answerId: number, texts: string[]) {
    const { texts: said, pages } = await saySources(viewer(), answerId, texts)
    tagPage(...pages)
    return said
  },
  /** The answers that cite posts of a thread. */
  async usesOfThread(threadId: number) {
    const uses = await readUsesOfThread(viewer(), threadId)
    tagPage(...uses.map(({ id }) => pageTags.answer(id)))
    return uses
  },
  /** The answers that cite an answer. */
  async usesOfAnswer(answerId: number) {
    const uses = await readUsesOfAnswer(viewer(), answerId)
    tagPage(...uses.map(({ id }) => pageTags.answer(id)))
    return uses
  },
  /** How many readers said that an answer helped. As old as the page, like the number of views. */
  helpfulShare: (answerId: number) => readHelpfulShare(viewer(), answerId),
}
