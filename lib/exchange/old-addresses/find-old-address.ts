import { z } from 'zod'
import { answerIsLive, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'
import { urls } from '../../shared'

/** Returns the forms of an old address under which it may be stored, the shortest last. */
function formsOf(path: string): string[] {
  const forms = [path]
  // Discourse: /t/slug/12/3 is /t/12/3, whatever the slug; /t/12 where that post is unknown.
  const topic = /^\/t\/(?:[^/]+\/)?(\d+)(?:\/(\d+))?\/?$/.exec(path)
  if (topic) forms.push(...(topic[2] ? [`/t/${topic[1]}/${topic[2]}`] : []), `/t/${topic[1]}`)
  // Stack Exchange: /questions/12/slug/34 leads to answer 34; /a/34/56 to answer 34.
  const question = /^\/(questions|q)\/(\d+)(?:\/[^/]+)?(?:\/(\d+))?\/?$/.exec(path)
  if (question) forms.push(...(question[3] ? [`/a/${question[3]}`] : []), `/questions/${question[2]}`)
  const answer = /^\/a\/(\d+)(?:\/\d+)?\/?$/.exec(path)
  if (answer) forms.push(`/a/${answer[1]}`)
  return forms
}

const Found = z.object({
  id: z.int().nullable(),
  slug: z.string().nullable(),
  number: z.int().nullable(),
  answer_slug: z.string().nullable(),
  topic_slug: z.string(),
})

/** Returns the new address for an address of the imported forum, or null. Returns null, too, for content that the viewer may not see. */
export async function findOldAddress(viewer: Viewer, path: string): Promise<string | null> {
  const [row] = await queryRows(
    pool(),
    Found,
    `select t.id, t.slug, r.number, a.slug as answer_slug, p.slug as topic_slug
     from unnest($1::text[]) with ordinality as form(address, place)
     join old_address o on o.address = form.address
     left join reply r on o.kind = 'reply' and r.id = o.subject_id
     left join thread t on t.id = case when o.kind = 'thread' then o.subject_id else r.thread_id end and t.hidden_at is null
     left join answer a on o.kind = 'answer' and a.id = o.subject_id and ${answerIsLive('a')}
     join topic p on p.id = coalesce(t.topic_id, a.topic_id, case when o.kind = 'topic' then o.subject_id end)
     where ${topicIsVisible('p', '$2')} order by form.place limit 1`,
    [formsOf(path), visibilitiesFor(viewer)],
  )
  if (!row) return null
  const { id, slug, number } = row
  if (row.answer_slug) return urls.answer(row.answer_slug)
  if (id === null || slug === null) return urls.topic(row.topic_slug)
  return number === null ? urls.thread({ id, slug }) : `${urls.thread({ id, slug })}/${number}`
}
