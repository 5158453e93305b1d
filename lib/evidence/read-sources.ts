import { z } from 'zod'
import { answerIsLive, topicIsVisible, type Viewer, visibilitiesFor } from '../identity/viewer'
import { CitationState, pool, queryRows, Visibility } from '../platform/db'
import { pageTags } from '../platform/expiry'
import { citedSection, pageOfReply, urls } from '../shared'
import { targetsOf } from './targets'

/** A source that a viewer may see, as it is now. */
export type Source = {
  kind: 'thread' | 'reply' | 'answer' | 'outside'
  address: string
  /** Of the thread or answer; null for an outside document. */
  title: string | null
  /** Of a reply. */
  number: number | null
  author: { name: string; displayName: string } | null
  accepted: boolean
  /** The revision that was cited: null where the text is not published, and for outside documents. */
  revision: number | null
  /** When it was cited or verified last; null where the text is not published. */
  citedAt: Date | null
  /** What became of it since it was cited, for each place of the text that cites it. */
  states: CitationState[]
  /** Who may see it; null for outside documents. */
  visibility: Visibility | null
}

/** Sources by label, and the tags of the pages that show them. What the viewer may not see is not among them. */
export type Sources = { seen: Map<string, Source>; pages: string[] }

const Row = z.object({
  citing_id: z.int(),
  label: z.string(),
  kind: z.string(),
  states: z.array(z.enum(CitationState)).nullable(),
  revision: z.int().nullable(),
  cited_at: z.date().nullable(),
  named_id: z.int().nullable(),
  thread_id: z.int().nullable(),
  slug: z.string().nullable(),
  title: z.string().nullable(),
  number: z.int().nullable(),
  accepted: z.boolean(),
  author_id: z.int().nullable(),
  author_name: z.string().nullable(),
  author_display_name: z.string().nullable(),
  answer_id: z.int().nullable(),
  answer_slug: z.string().nullable(),
  answer_title: z.string().nullable(),
  visibility: z.enum(Visibility).nullable(),
  is_seen: z.boolean(),
})
type Row = z.infer<typeof Row>

/**
 * Reads what the labels of an answer's text mean to a viewer: by its citations where the text is published, so that posts of merged threads
 * are found, else by the addresses alone. What was found says who may see it, not the address: the site may have had another one. One
 * statement, none for a text without sources.
 */
export async function readSources(viewer: Viewer, answerId: number, labels: string[]): Promise<Sources> {
  const rows = await readRows(
    viewer,
    [...new Set(labels)].map((label) => ({ answerId, label })),
  )
  const seen = new Map(rows.flatMap((row) => (row.is_seen ? [[row.label, sourceOf(row)] as const] : [])))
  return { seen, pages: [...new Set(rows.flatMap(pagesOf))] }
}

/** Reads what labels of several answers mean, in their order: null for what the viewer may not see. One statement. */
export async function readSourcesOf(viewer: Viewer, citing: Citing[]): Promise<(Source | null)[]> {
  const rows = await readRows(viewer, citing)
  return citing.map(({ answerId, label }) => {
    const row = rows.find((each) => each.citing_id === answerId && each.label === label)
    return row?.is_seen ? sourceOf(row) : null
  })
}

/** A label of an answer's text. */
type Citing = { answerId: number; label: string }

async function readRows(viewer: Viewer, citing: Citing[]): Promise<Row[]> {
  if (citing.length === 0) return []
  const labels = citing.map(({ label }) => label)
  const { kinds, threadIds, numbers, slugs } = targetsOf(labels)
  return queryRows(pool(), Row, {
    name: 'sources',
    text: `select u.citing_id, u.label, u.kind, c.states, c.revision, c.cited_at, named.id as named_id, t.id as thread_id, t.slug, t.title,
        case when t.id is not null then coalesce(r.number, 0) end as number, r.accepted_at is not null as accepted,
        p.id as author_id, p.name as author_name, p.display_name as author_display_name,
        a.id as answer_id, a.slug as answer_slug, a.title as answer_title, o.visibility,
        case when a.id is not null then ${answerIsLive('a')} and ${topicIsVisible('o', '$6')}
          when t.id is null then u.kind = 'outside'
          else t.hidden_at is null and coalesce(r.hidden_at, r.withdrawn_at, case when r.id is null then t.withdrawn_at end) is null
            and (r.id is not null or u.number = 0) and ${topicIsVisible('o', '$6')} end as is_seen
      from unnest($1::int[], $2::text[], $3::text[], $4::int[], $5::int[], $7::text[]) as u(citing_id, label, kind, thread_id, number, slug)
        left join lateral (select array_agg(state::text order by position) as states, (array_agg(thread_id order by position))[1] as thread_id,
            (array_agg(reply_id order by position))[1] as reply_id, (array_agg(cited_answer_id order by position))[1] as cited_answer_id,
            (array_agg(cited_revision order by position))[1] as revision, max(coalesce(verified_at, cited_at)) as cited_at
          from citation where answer_id = u.citing_id and label = u.label) c on true
        left join thread named on named.id = coalesce(c.thread_id, u.thread_id)
        left join reply r on r.id = coalesce(c.reply_id, case when u.number > 0
          then (select x.id from reply x where x.thread_id = u.thread_id and x.number = u.number) else named.merged_as_id end)
        left join thread t on t.id = coalesce(r.thread_id, named.merged_into_id, named.id)
        left join answer a on a.id = coalesce(c.cited_answer_id, (select y.id from answer y where y.slug = u.slug))
        left join topic o on o.id = coalesce(t.topic_id, a.topic_id)
        left join person p on p.id = case when r.id is not null then r.author_id when u.number = 0 then t.author_id end and p.erased_at is null`,
    values: [citing.map(({ answerId }) => answerId), labels, kinds, threadIds, numbers, visibilitiesFor(viewer), slugs],
  })
}

/** All that changes whether a source is seen, and how: its thread and page of replies, also where it is not seen now. */
function pagesOf(row: Row): string[] {
  return [
    ...[row.named_id, row.thread_id].flatMap((id) => (id === null ? [] : [pageTags.thread(id)])),
    ...(row.thread_id !== null && row.number ? [pageTags.replies(row.thread_id, pageOfReply(row.number))] : []),
    ...(row.answer_id === null ? [] : [pageTags.answer(row.answer_id)]),
    ...(row.author_id === null ? [] : [pageTags.person(row.author_id)]),
  ]
}

function sourceOf(row: Row): Source {
  const shared = {
    states: row.states ?? [],
    revision: row.revision,
    citedAt: row.cited_at,
    visibility: row.visibility,
    accepted: row.accepted,
  }
  if (row.thread_id !== null && row.slug !== null) {
    const thread = { id: row.thread_id, slug: row.slug }
    const number = row.number || null
    return {
      ...shared,
      kind: number === null ? 'thread' : 'reply',
      address: number === null ? urls.thread(thread) : urls.replyPlace(thread, number),
      title: row.title,
      number,
      author: row.author_name === null ? null : { name: row.author_name, displayName: row.author_display_name ?? '' },
    }
  }
  if (row.answer_slug !== null) {
    const section = citedSection(row.label)
    const address = section === null ? urls.answer(row.answer_slug) : urls.answerSection(row.answer_slug, section)
    return { ...shared, kind: 'answer', address, title: row.answer_title, number: null, author: null }
  }
  return { ...shared, kind: 'outside', address: row.label, title: null, number: null, author: null }
}
