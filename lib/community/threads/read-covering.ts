import { z } from 'zod'
import { joinSection, keptAnchorsColumn, readSections, renderBodies, sectionCalled } from '../../content'
import { coverageCounts, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { CoverageResponse, db, pool, queryRows } from '../../platform/db'
import { pageTags } from '../../platform/expiry'

/** The answer that covers a thread, with the section that matters. */
export type CoveringAnswer = {
  id: number
  slug: string
  title: string
  summary: string
  revisedAt: Date
  coverCount: number
  words: number
  section: { number: number; anchor: string; heading: string } | null
  /** The passage that matters, as HTML: the beginning of the section or the summary. */
  passageHtml: string
  coveredAt: Date
  editor: { name: string; displayName: string } | null
  response: 'unjudged' | 'accepted' | 'contested'
  /** What an editor said to an asker who contested: that the answer stays, or which revision settles their case. */
  decision: { reason: string; revision: number | null; editor: string } | null
}

const Row = z.object({
  id: z.int(),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  kept_anchors: keptAnchorsColumn,
  revised_at: z.date(),
  cover_count: z.int(),
  words: z.int(),
  /** The whole answer's lead; null if its sections are not stored, and then there is the body. */
  whole_passage: z.string().nullable(),
  body: z.string().nullable(),
  number: z.int().nullable(),
  heading: z.string().nullable(),
  passage: z.string().nullable(),
  section: z.string().nullable(),
  response: z.enum(CoverageResponse),
  covered_at: z.date(),
  editor_name: z.string().nullable(),
  editor_display_name: z.string().nullable(),
  decision: z.string().nullable(),
  decision_revision: z.int().nullable(),
  decision_editor: z.string().nullable(),
})
type Row = z.infer<typeof Row>

/** Returns the answer that covers a thread, or null if the viewer may not see one. The caller has checked the thread. */
export async function readCovering(viewer: Viewer, threadId: number): Promise<CoveringAnswer | null> {
  const [row] = await queryRows(pool(), Row, {
    name: 'thread-covering',
    text: `select a.id, a.slug, a.title, a.summary, a.kept_anchors, a.revised_at, a.cover_count, a.word_count as words,
        w.passage as whole_passage, case when w.passage is null then a.body end as body,
        s.number, s.heading, s.passage, v.section, v.verdict as response, v.created_at as covered_at,
        p.name as editor_name, p.display_name as editor_display_name, g.reason as decision, g.revision as decision_revision, h.display_name as decision_editor
      from coverage v join answer a on a.id = v.answer_id join topic ao on ao.id = a.topic_id left join person p on p.id = v.editor_id
        left join lateral (select reason, editor_id, revision from coverage_ruling where thread_id = v.thread_id and answer_id = v.answer_id order by id desc limit 1) g on true
        left join person h on h.id = g.editor_id
        ${joinSection('s', 'a', 'v.section')} ${joinSection('w', 'a', "''")}
      where v.thread_id = $1 and ${coverageCounts('v', 'a', topicIsVisible('ao', '$2'))}
      order by v.created_at desc limit 1`,
    values: [threadId, visibilitiesFor(viewer)],
  })
  if (!row) return null
  const { words, section, passage } = row.body === null ? storedPassage(row) : await passageNow({ ...row, body: row.body })
  const [passageHtml] = await renderBodies(db(), [passage], [pageTags.thread(threadId)])
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    revisedAt: row.revised_at,
    coverCount: row.cover_count,
    words,
    section,
    passageHtml: passageHtml as string,
    coveredAt: row.covered_at,
    response: row.response,
    decision: row.decision ? { reason: row.decision, revision: row.decision_revision, editor: row.decision_editor ?? 'An editor' } : null,
    editor: row.editor_name ? { name: row.editor_name, displayName: row.editor_display_name ?? '' } : null,
  }
}

type CoveringPassage = { words: number; section: CoveringAnswer['section']; passage: string }

function storedPassage({ words, section, number, heading, passage, whole_passage: whole }: Row): CoveringPassage {
  const isNamed = number !== null && section !== null && heading !== null
  return { words, section: isNamed ? { number, anchor: section, heading } : null, passage: passage ?? whole ?? '' }
}

/** The same for an answer whose sections are not stored yet, as after an update. */
async function passageNow({ body, summary, kept_anchors: keptAnchors, section: anchor }: Row & { body: string }): Promise<CoveringPassage> {
  const { words, sections } = await readSections({ body, summary, keptAnchors })
  const found = sectionCalled(sections, anchor)
  const section = found ? { number: found.number, anchor: found.anchor, heading: found.heading } : null
  return { words, section, passage: (found ?? sections[0])?.passage ?? '' }
}
