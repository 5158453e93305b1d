import { z } from 'zod'
import { joinSection, keptAnchorsColumn, readSections, renderBodies, sectionCalled, withoutCitations } from '../../content'
import { authorize, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { db, pool, queryRows } from '../../platform/db'
import { pageTags } from '../../platform/expiry'
import { type ContestedRow, contestedRows } from './contested-rows'

/** A contested coverage with both texts, rendered. */
export type ContestedPair = ContestedRow & { threadHtml: string; answerHtml: string }

const listedMax = 50

const Text = z.object({
  thread_id: z.int(),
  answer_id: z.int(),
  thread_body: z.string(),
  answer_body: z.string(),
  kept_anchors: keptAnchorsColumn,
  summary: z.string(),
  /** The section in question, and the lead, if they are stored. */
  source: z.string().nullable(),
  head: z.string().nullable(),
})

/** Returns contested coverages, the oldest first, each thread beside the section in question. @throws DomainError `forbidden`. */
export async function readContestedPairs(viewer: Viewer): Promise<ContestedPair[]> {
  authorize(viewer, 'desk.see')
  const rows = await contestedRows(listedMax)
  const texts = await queryRows(
    pool(),
    Text,
    `select t.id as thread_id, a.id as answer_id, t.body as thread_body, a.body as answer_body, a.kept_anchors, a.summary,
       s.source, w.source as head
     from unnest($1::int[], $2::int[], $4::text[]) as u(thread_id, answer_id, section)
     join thread t on t.id = u.thread_id join answer a on a.id = u.answer_id
     join topic o on o.id = t.topic_id ${joinSection('s', 'a', 'u.section')} ${joinSection('w', 'a', "''")} where ${topicIsVisible('o', '$3')}`,
    [rows.map((row) => row.threadId), rows.map((row) => row.answerId), visibilitiesFor(viewer), rows.map((row) => row.section)],
  )
  const pairs = rows.flatMap((row) => {
    const text = texts.find((each) => each.thread_id === row.threadId && each.answer_id === row.answerId)
    return text ? [{ row, text }] : []
  })
  const passages = await Promise.all(pairs.map(({ row, text }) => passageOf(text, row.section)))
  const html = await renderBodies(
    db(),
    pairs.flatMap(({ text }, i) => [text.thread_body, passages[i] as string]),
    pairs.flatMap(({ row }) => [pageTags.thread(row.threadId), pageTags.answer(row.answerId)]),
  )
  return pairs.map(({ row }, i) => ({ ...row, threadHtml: html[2 * i] as string, answerHtml: html[2 * i + 1] as string }))
}

async function passageOf(
  { answer_body: body, kept_anchors: keptAnchors, summary, source, head }: z.infer<typeof Text>,
  anchor: string | null,
): Promise<string> {
  // Without a lead no sections are stored yet, as after an update.
  const stored =
    head === null && anchor ? sectionCalled((await readSections({ body, summary, keptAnchors })).sections, anchor)?.source : source
  return withoutCitations(stored ?? (summary || body))
}
