import { z } from 'zod'
import { type Db, db, pool, queryRows, transaction, withLock } from '../../platform/db'
import {
  closeness,
  doneWithQuery,
  findsHit,
  goldenById,
  readChangedQueries,
  readQueries,
  type SearchedQuery,
  type Signature,
  searchEngine,
  signaturesOf,
} from '../../search'
import { isFailing, refreshGap } from './refresh-gap'
import { checkDue, checkWaiting } from './replay-golden'

const batchQueries = 100
/** A query is compared with so many of the latest that are in gaps, and with all that share a word with it. */
const comparedMax = 5_000
const renewedAtOnce = 200

const Member = z.object({
  queryId: z.int(),
  gapId: z.int(),
  state: z.enum(['open', 'closed', 'dismissed']),
  goldenId: z.int().nullable(),
  terms: z.array(z.string()),
  modelId: z.int().nullable(),
  vector: z.instanceof(Buffer).nullable(),
})
type Member = z.infer<typeof Member>

/**
 * Works on the next queries whose figures have changed: those that find nothing useful come into the gap of those that mean the same, or
 * begin one. A gap keeps its number, its state and what was decided, whatever comes into it. Also closes gaps whose page is found by now, and
 * opens those whose page an edit has broken.
 * Returns whether there is more to do at once.
 */
export async function continueSearchGaps(): Promise<boolean> {
  const more = await withLock('searchGaps', false, async () => {
    const changed = await readChangedQueries(batchQueries)
    const known = await gapsOf(changed.map(({ id }) => id))
    const fresh = changed.filter((query) => !known.has(query.id) && query.shown && isFailing(query))
    const grouping = await beginGrouping(fresh)
    for (const query of changed) await placeQuery(query, known.get(query.id) ?? null, grouping)
    await checkWaiting()
    const moreDue = await checkDue()
    return moreDue || changed.length === batchQueries
  })
  return more ?? false
}

async function gapsOf(queryIds: number[]): Promise<Map<number, number>> {
  const Row = Member.pick({ queryId: true, gapId: true })
  const rows = await queryRows(
    pool(),
    Row,
    'select query_id as "queryId", gap_id as "gapId" from search_gap_query where query_id = any($1::int[])',
    [queryIds],
  )
  return new Map(rows.map(({ queryId, gapId }) => [queryId, gapId]))
}

/** What new queries are compared with. */
type Grouping = { signatures: Map<number, Signature>; members: Member[] }

async function beginGrouping(fresh: SearchedQuery[]): Promise<Grouping> {
  if (fresh.length === 0) return { signatures: new Map(), members: [] }
  const signatures = await signaturesOf(fresh.map(({ text }) => text))
  const members = await queryRows(
    pool(),
    Member,
    `select m.query_id as "queryId", m.gap_id as "gapId", g.state, g.golden_id as "goldenId", m.terms, m.model_id as "modelId", m.vector
     from search_gap_query m join search_gap g on g.id = m.gap_id
     where m.terms && $1::text[] or m.query_id in (select query_id from search_gap_query order by query_id desc limit ${comparedMax})`,
    [[...new Set(signatures.flatMap(({ terms }) => terms))]],
  )
  await renewSignatures(members, signatures[0]?.modelId ?? null)
  return { signatures: new Map(signatures.map((signature, i) => [fresh[i]?.id ?? 0, signature])), members }
}

/** Vectors of another model, or none, say nothing beside those of the model that serves now: some are made again each time. */
async function renewSignatures(members: Member[], modelId: number | null): Promise<void> {
  if (modelId === null) return
  const stale = members.filter((member) => member.modelId !== modelId).slice(0, renewedAtOnce)
  const texts = await readQueries(
    db(),
    stale.map(({ queryId }) => queryId),
  )
  const signatures = await signaturesOf(texts.map(({ text }) => text))
  for (const [i, { id }] of texts.entries()) {
    const [signature, member] = [signatures[i], members.find(({ queryId }) => queryId === id)]
    if (!signature || !member) continue
    Object.assign(member, signature)
    const { terms, modelId: of, vector } = signature
    await db().searchGapQuery.update({ where: { queryId: id }, data: { terms, modelId: of, vector: bytesOf(vector) } })
  }
}

async function placeQuery(query: SearchedQuery, gapId: number | null, { signatures, members }: Grouping): Promise<void> {
  const signature = signatures.get(query.id)
  const found = gapId === null && signature ? await gapFor(query, signature, members) : null
  await transaction(async (tx) => {
    let into = gapId
    if (signature) {
      into = found?.gapId ?? (await openGap(tx))
      await tx.searchGapQuery.create({
        data: { queryId: query.id, gapId: into, terms: signature.terms, modelId: signature.modelId, vector: bytesOf(signature.vector) },
      })
      members.push({ queryId: query.id, gapId: into, state: found?.state ?? 'open', goldenId: found?.goldenId ?? null, ...signature })
    }
    if (into !== null) await refreshGap(tx, into)
    await doneWithQuery(tx, query, into !== null)
  })
}

/** The gap of what is closest. What a closed gap was closed with must be found by these words, too: otherwise it is another gap. */
async function gapFor(query: SearchedQuery, signature: Signature, members: Member[]): Promise<Member | null> {
  const close = members
    .map((member) => ({ member, by: closeness(signature, member) }))
    .filter(({ by }) => by >= 1)
    .sort((a, b) => b.by - a.by || a.member.gapId - b.member.gapId)
  const refused = new Set<number>()
  for (const { member } of close) {
    if (refused.has(member.gapId)) continue
    if (member.state !== 'closed' || (await isFoundBy(query.text, member.goldenId))) return member
    refused.add(member.gapId)
  }
  return null
}

async function isFoundBy(text: string, goldenId: number | null): Promise<boolean> {
  const golden = goldenId === null ? undefined : (await goldenById([goldenId])).get(goldenId)
  return golden !== undefined && findsHit(searchEngine(), { query: text, hit: golden.hit })
}

async function openGap(tx: Db): Promise<number> {
  const { id } = await tx.searchGap.create({ data: { events: { create: { what: 'opened' } } }, select: { id: true } })
  return id
}

function bytesOf(vector: Buffer | null): Uint8Array<ArrayBuffer> | null {
  return vector && Uint8Array.from(vector)
}
