import { authorize, type Viewer } from '../identity/viewer'
import { db, Significance } from '../platform/db'
import { DomainError } from '../platform/errors'
import { refuseStaleDraft } from './live-draft'
import { publishRevision } from './publish-revision'

/**
 * Publishes a draft as the next revision. Its author is who began it; another who publishes it is its reviewer.
 * @throws DomainError `conflict` (field `version`) if the draft or the answer has changed since, `not_found` without a draft,
 * `invalid` if something is missing.
 */
export async function publishDraft(
  viewer: Viewer,
  input: { answerId: number; version: number; note: string; significance: Significance },
): Promise<{ number: number }> {
  authorize(viewer, 'answer.publish')
  const draft = await db().answerDraft.findUnique({ where: { answerId: input.answerId, discardedAt: null } })
  if (!draft) throw new DomainError('not_found', 'There is no draft to publish.')
  refuseStaleDraft(input.version, draft.version)
  return publishRevision(viewer, {
    answerId: input.answerId,
    basedOn: draft.basedOn,
    title: draft.title,
    summary: draft.summary,
    body: draft.body,
    appliesTo: draft.appliesTo,
    aliases: draft.aliases,
    tags: draft.tags,
    reviewAt: draft.reviewAt,
    note: input.note,
    significance: input.significance,
    authorId: draft.startedBy ?? draft.editedBy,
    draftVersion: draft.version,
  })
}

/** Makes an earlier revision the next one. @throws DomainError `not_found` for a revision without a text, else as publishing. */
export async function rollBack(viewer: Viewer, answerId: number, number: number, basedOn: number): Promise<{ number: number }> {
  authorize(viewer, 'answer.publish')
  const revision = await db().answerRevision.findUnique({ where: { answerId_number: { answerId, number } } })
  if (revision?.title == null || revision.body === null || revision.redactedAt)
    throw new DomainError('not_found', 'There is no text of this revision.')
  return publishRevision(viewer, {
    answerId,
    basedOn,
    title: revision.title,
    summary: revision.summary ?? '',
    body: revision.body,
    appliesTo: revision.appliesTo,
    note: `Back to revision ${number}`,
    significance: await mostSince(answerId, number),
    restores: number,
  })
}

/** Going back changes as much as all that it takes back. */
async function mostSince(answerId: number, number: number): Promise<Significance> {
  const revisions = await db().answerRevision.findMany({ where: { answerId, number: { gt: number } }, select: { significance: true } })
  const most = Object.values(Significance).findLast((each) => revisions.some(({ significance }) => significance === each))
  return most ?? 'minor'
}
