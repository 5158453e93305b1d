import { z } from 'zod'
import { type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'
import { noticeSources, seesPost } from '../inbox'

const excerptLengthMax = 700

const Excerpt = z.object({ eventId: z.string(), text: z.string() })

/**
 * Returns, for notices of the viewer's by event, how the text begins that they tell of; only what the viewer may see now. Texts are as they were written: a mail is read beside the page, which shows them formatted.
 */
export async function readExcerpts(viewer: Viewer, eventIds: string[]): Promise<Map<string, string>> {
  const rows = await queryRows(
    pool(),
    Excerpt,
    `select eventId as "eventId", text from (
       select n.event_id::text as eventId, left(case
         when n.kind in ('reply_to_me', 'mention', 'reply', 'thread', 'search_found') and own.merged_into_id is null and ${seesPost('$2')} then coalesce(r.body, t.body)
       end, ${excerptLengthMax + 1}) as text
       from ${noticeSources} where n.person_id = $1 and n.event_id = any($3::bigint[])) excerpt
     where text <> ''`,
    [viewer.personId, visibilitiesFor(viewer), eventIds],
  )
  return new Map(rows.map(({ eventId, text }) => [eventId, shortened(text)]))
}

/** Ends a long text after a word. */
function shortened(text: string): string {
  if (text.length <= excerptLengthMax) return text.trim()
  return `${text
    .slice(0, excerptLengthMax)
    .replace(/\s+\S*$/, '')
    .trim()} …`
}
