import { z } from 'zod'
import { type ChangedSection, changedSections } from '../../content'
import { type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'
import type { SentencePart } from './sentence'
import { noticeSources, seesAnswer } from './visible-notices'

/** More are named by their number. */
const namedMax = 5

/** Each text as title, summary and body. */
const Pair = z.object({ eventId: z.string(), old: z.string().array(), now: z.string().array() })

/**
 * Returns, for notices of a revision by event, which parts of the answer changed since the revision that the person knew; nothing for texts that
 * the viewer may not see now, or that were redacted. One query.
 */
export async function readChanges(viewer: Viewer, eventIds: string[]): Promise<Map<string, ChangedSection[]>> {
  if (eventIds.length === 0) return new Map()
  const rows = await queryRows(
    pool(),
    Pair,
    `select n.event_id::text as "eventId", array[o.title, coalesce(o.summary, ''), o.body] as old, array[v.title, coalesce(v.summary, ''), v.body] as now
     from ${noticeSources}
       join answer_revision o on o.answer_id = e.answer_id and o.number = n.since and o.redacted_at is null and o.body is not null
       join answer_revision v on v.answer_id = e.answer_id and v.number = e.revision and v.redacted_at is null and v.body is not null
     where n.person_id = $1 and n.event_id = any($3::bigint[]) and n.kind = 'answer_revised' and ${seesAnswer('$2')}`,
    [viewer.personId, visibilitiesFor(viewer), eventIds],
  )
  const textOf = ([title = '', summary = '', body = '']: string[]) => ({ title, summary, body })
  return new Map(rows.map(({ eventId, old, now }) => [eventId, changedSections(textOf(old), textOf(now))]))
}

/** Names what changed: "§ 2 Read the error first, § 4 Wait (new) and 3 more". */
export function changesParts(changes: ChangedSection[]): SentencePart[] {
  const named = changes.slice(0, namedMax)
  const left = changes.length - named.length
  return [
    { text: 'What changed: ' },
    ...named.flatMap((change, i) => [
      ...(i > 0 ? [{ text: i === named.length - 1 && left === 0 ? ' and ' : ', ' }] : []),
      ...nameOf(change),
    ]),
    { text: left > 0 ? ` and ${left} more.` : '.' },
  ]
}

function nameOf({ number, heading, how }: ChangedSection): SentencePart[] {
  if (number === 0) return [{ text: 'the beginning' }]
  if (number === null) return [{ text: 'the section “' }, { text: heading, byPeople: true }, { text: '” is gone' }]
  return [{ text: `§ ${number} ` }, { text: heading, byPeople: true }, ...(how === 'added' ? [{ text: ' (new)' }] : [])]
}
