import { z } from 'zod'
import { saveDraftIn, startAnswerIn } from '../../answers'
import { recordAudit } from '../../identity/audit'
import { authorizePerson, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { type Db, queryRows, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { withdrawnTitle } from '../../shared'
import { isBegun } from './held'
import { lockGap, noteGapEvent, refuseOthersWriting, requireState, threadIsSeen } from './lock-gaps'
import { writingUntil } from './write-gap'

const Subject = z.object({ title: z.string().nullable(), topicId: z.int(), tags: z.array(z.string()) })
const Begun = z.object({ slug: z.string() })

/** A draft gets the tags that at least half of the threads have, so many at most. */
const tagsMax = 5

/**
 * Begins the answer of a gap: a draft with its title, its topic and its common tags, in one step with the editor becoming its writer. Where
 * somebody has begun it, it is that draft. The threads stay where they are: they are its sources (`readGapSources()`).
 * @throws DomainError `forbidden`, `not_found`, `conflict` if another editor says that they are writing, or the gap is not open any more.
 */
export async function draftFromGap(viewer: Viewer, gapId: number): Promise<{ slug: string; isNew: boolean }> {
  const personId = authorizePerson(viewer, 'gap.change')
  return transaction(async (tx) => {
    const gap = await lockGap(tx, viewer, gapId)
    requireState(gap, 'open')
    const begun = gap.answerId === null ? null : await readBegun(tx, gap.answerId)
    if (begun) return { ...begun, isNew: false }
    refuseOthersWriting(gap, personId)
    const { title, topicId, tags } = await readSubject(tx, viewer, gapId)
    const { id, slug } = await startAnswerIn(tx, viewer, { topicId, title, body: '', tags })
    const text = { title, summary: '', body: '', appliesTo: [], aliases: [], tags, reviewAt: null }
    await saveDraftIn(tx, viewer, { answerId: id, version: 0, ...text })
    await tx.gap.update({ where: { id: gapId }, data: { answerId: id, writerId: personId, writingUntil: writingUntil() } })
    await noteGapEvent(tx, gapId, 'draft', slug)
    await recordAudit(tx, viewer, { action: 'gap.write', reason: `number ${gapId}, as “${title}”` })
    return { slug, isNew: true }
  })
}

/** The answer, unless it was thrown away or archived. */
async function readBegun(tx: Db, answerId: number): Promise<{ slug: string } | null> {
  const text = `select a.slug from answer a where a.id = $1 and ${isBegun('a')}`
  return (await queryRows(tx, Begun, text, [answerId]))[0] ?? null
}

/** Title, topic and tags as most of the threads have them that the viewer sees. One query. */
async function readSubject(tx: Db, viewer: Viewer, gapId: number): Promise<{ title: string; topicId: number; tags: string[] }> {
  const [subject] = await queryRows(
    tx,
    Subject,
    `with seen as (
       select t.id, t.title, t.topic_id, t.view_count, t.withdrawn_at, t.id = g.title_id as named
       from gap g join gap_thread m on m.gap_id = g.id join thread t on t.id = m.thread_id join topic o on o.id = t.topic_id
       where g.id = $2 and ${threadIsSeen('t', 'o', '$1')})
     select topic_id as "topicId",
       (select title from seen where withdrawn_at is null order by named desc nulls last, view_count desc, id limit 1) as title,
       array(select l.name from thread_tag x join seen s on s.id = x.thread_id join tag l on l.id = x.tag_id
         group by l.name having count(*) * 2 >= (select count(*) from seen) order by count(*) desc, l.name limit ${tagsMax}) as tags
     from seen group by topic_id order by count(*) desc, topic_id limit 1`,
    [visibilitiesFor(viewer), gapId],
  )
  if (!subject) throw new DomainError('not_found', 'There is no such gap.')
  return { ...subject, title: subject.title ?? withdrawnTitle }
}
