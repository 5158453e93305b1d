import { z } from 'zod'
import { recordAudit } from '../../identity/audit'
import { answerIsLive, authorize, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { db, pool, queryRows, transaction } from '../../platform/db'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { decoded } from '../../shared'
import { type RelatedView, readRelated } from './read-related'
import { refreshRelated } from './refresh-related'

/** A thread or answer. */
export type Subject = { kind: 'thread' | 'answer'; id: number }

/** A related list as an editor sees it: the links as readers see them, and what was decided. */
export type RelatedChoices = {
  title: string
  slug: string
  links: RelatedView[]
  /** `leads` is false for content that is archived or hidden now: readers do not see the link. */
  choices: { kind: 'thread' | 'answer'; id: number; slug: string; title: string; choice: 'pinned' | 'banned'; leads: boolean }[]
}

/** Returns the related list of a subject with its pins and bans, or null if the subject is missing. @throws DomainError `forbidden`. */
export async function readRelatedChoices(viewer: Viewer, { kind, id }: Subject): Promise<RelatedChoices | null> {
  authorize(viewer, 'related.choose')
  const [subject] = await readSubjects(viewer, [{ kind, id }])
  if (!subject) return null
  const rows = await db().relatedChoice.findMany({ where: { fromKind: kind, fromId: id }, orderBy: { createdAt: 'asc' } })
  const chosen = rows.map((row) => ({ kind: row.toKind as Subject['kind'], id: row.toId, choice: row.choice }))
  const known = new Map((await readSubjects(viewer, chosen, true)).map((each) => [`${each.kind}/${each.id}`, each]))
  return {
    title: subject.title,
    slug: subject.slug,
    links: await readRelated(viewer, kind, id),
    choices: chosen.flatMap((each) => {
      const found = known.get(`${each.kind}/${each.id}`)
      return found ? [{ ...found, choice: each.choice }] : []
    }),
  }
}

/**
 * Pins a link of a subject or bans it; null takes the decision back. The list is computed at once, so that the editor sees it. @throws
 * DomainError `forbidden`, `not_found`, or `invalid` for a link to itself.
 */
export async function chooseRelated(viewer: Viewer, from: Subject, to: Subject, choice: 'pinned' | 'banned' | null): Promise<void> {
  authorize(viewer, 'related.choose')
  if (from.kind === to.kind && from.id === to.id) throw new DomainError('invalid', 'Nothing is related to itself.', 'address')
  // A decision about what is not there any more can be taken back.
  const needed = choice === null ? [from] : [from, to]
  if ((await readSubjects(viewer, needed)).length < needed.length)
    throw new DomainError('not_found', 'There is no such thread or answer.', 'address')
  const key = { fromKind: from.kind, fromId: from.id, toKind: to.kind, toId: to.id }
  await transaction(async (tx) => {
    if (choice === null) await tx.relatedChoice.deleteMany({ where: key })
    else
      await tx.relatedChoice.upsert({
        where: { fromKind_fromId_toKind_toId: key },
        create: { ...key, choice, editorId: viewer.personId },
        update: { choice, editorId: viewer.personId, createdAt: new Date() },
      })
    await recordAudit(tx, viewer, {
      action: choice === null ? 'related.undo' : choice === 'pinned' ? 'related.pin' : 'related.ban',
      subject: from,
      reason: `${to.kind} ${to.id}`,
    })
    await expirePages(tx, [from.kind === 'thread' ? pageTags.thread(from.id) : pageTags.answer(from.id)])
  })
  await refreshRelated(from.kind, from.id)
}

/** Returns the id of the thread whose address this is, on this site; null for any other text. */
export function threadIdIn(text: string): number | null {
  const thread = /^\/?threads\/(\d{1,9})(?:[/?#]|$)/.exec(pathOf(text))
  return thread ? Number(thread[1]) : null
}

/** Returns the path of an address of this site, or any other text as it is. */
export function pathOf(address: string): string {
  const given = address.trim()
  const url = URL.canParse(given) ? new URL(given) : null
  return url?.host === new URL(env().siteUrl).host ? url.pathname : given
}

/** Returns the thread or answer at an address of this site. @throws DomainError `invalid`, `not_found`. */
export async function subjectAt(address: string): Promise<Subject> {
  const threadId = threadIdIn(address)
  if (threadId !== null) return { kind: 'thread', id: threadId }
  const answer = /^\/?answers\/([^/?#]+)/.exec(pathOf(address))
  if (!answer) throw new DomainError('invalid', 'Give the address of a thread or an answer, such as /threads/12.', 'address')
  const found = await db().answer.findUnique({ where: { slug: decoded(answer[1] as string) }, select: { id: true } })
  if (!found) throw new DomainError('not_found', 'There is no such answer.', 'address')
  return { kind: 'answer', id: found.id }
}

const Named = z.object({ kind: z.enum(['thread', 'answer']), id: z.int(), slug: z.string(), title: z.string(), leads: z.boolean() })
type Named = z.infer<typeof Named>

/** Returns those that the viewer may see; with `gone` also archived and hidden ones. One query. */
async function readSubjects(viewer: Viewer, subjects: Subject[], gone = false): Promise<Named[]> {
  const ids = (kind: Subject['kind']) => subjects.filter((each) => each.kind === kind).map(({ id }) => id)
  return queryRows(
    pool(),
    Named,
    `select s.kind, s.id, s.slug, s.title, s.leads from (
       select 'thread' as kind, t.id, t.slug, t.title, t.topic_id, t.hidden_at is null as leads from thread t where t.id = any($1)
       union all select 'answer', a.id, a.slug, a.title, a.topic_id, ${answerIsLive('a')} from answer a where a.id = any($2)
     ) s join topic o on o.id = s.topic_id where ${topicIsVisible('o', '$3')} and (s.leads or $4)`,
    [ids('thread'), ids('answer'), visibilitiesFor(viewer), gone],
  )
}
