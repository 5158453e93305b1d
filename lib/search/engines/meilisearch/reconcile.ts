import { z } from 'zod'
import { pool, queryRow } from '../../../platform/db'
import type { GroupKind } from '../port'
import { indexName, orUnavailable, writing } from './client'
import { type IndexDocument, keyOf, readVersions } from './documents'
import { leaveInOutbox } from './outbox'
import { writeMirror } from './state'

const Last = z.object({ last: z.int() })

/** Threads and answers that are compared together: as many documents as fit well into memory. */
const groupsAtOnce = 500
const pageSize = 10_000

export type Drift = { missing: number; stale: number; orphaned: number }

/**
 * Compares what the index holds with what it should, by id and version, and leaves what differs in the outbox. What is on
 * its way anyway is counted too, and sent once more, which does no harm.
 * @throws DomainError `unavailable` if the server can't be reached or refuses us.
 */
export function reconcile(progress: (done: number, total: number) => void = () => undefined): Promise<Drift> {
  return orUnavailable(() => compareAll(progress))
}

async function compareAll(progress: (done: number, total: number) => void): Promise<Drift> {
  const drift: Drift = { missing: 0, stale: 0, orphaned: 0 }
  const ends = { thread: await lastGroup('thread'), answer: await lastGroup('answer') }
  for (const kind of ['thread', 'answer'] as const) {
    for (let from = 0; from <= ends[kind]; from += groupsAtOnce) {
      const wanted = await readVersions(kind, from, from + groupsAtOnce)
      const differing = compared(wanted, await indexed(kind, from, from + groupsAtOnce), drift)
      await leaveInOutbox(differing.map(keyOf).filter((key) => key !== null))
      progress((kind === 'answer' ? ends.thread : 0) + Math.min(from + groupsAtOnce, ends[kind]), ends.thread + ends.answer)
    }
  }
  await writeMirror({ reconciled_at: new Date(), reconciled: drift })
  return drift
}

function compared(wanted: Map<string, string>, present: Map<string, string>, drift: Drift): string[] {
  const differing: string[] = []
  for (const [id, version] of wanted) {
    const known = present.get(id)
    if (known === version) continue
    drift[known === undefined ? 'missing' : 'stale']++
    differing.push(id)
  }
  for (const id of present.keys()) {
    if (wanted.has(id)) continue
    drift.orphaned++
    differing.push(id)
  }
  return differing
}

async function indexed(kind: GroupKind, from: number, to: number): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let offset = 0; ; offset += pageSize) {
    const { results } = await writing()
      .index<IndexDocument>(indexName())
      .getDocuments({
        filter: [`kind = ${kind}`, `groupId >= ${from}`, `groupId < ${to}`],
        fields: ['id', 'version'],
        limit: pageSize,
        offset,
      })
    for (const { id, version } of results) found.set(id, version)
    if (results.length < pageSize) return found
  }
}

/** The highest id either side may know. */
async function lastGroup(kind: GroupKind): Promise<number> {
  const { last } = await queryRow(
    pool(),
    Last,
    'select coalesce(max(group_id), 0)::int as last from search_post where group_kind = $1::subject_kind',
    [kind],
  )
  const { hits } = await writing()
    .index<IndexDocument>(indexName())
    .search('', { filter: `kind = ${kind}`, sort: ['groupId:desc'], limit: 1, attributesToRetrieve: ['group'] })
  return Math.max(last, Number(hits[0]?.group.slice(1) ?? 0))
}
