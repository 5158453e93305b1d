import { db, pool } from '../db/client'
import { transaction } from '../db/transaction'
import { expirePages } from '../expiry/expire-pages'
import { pageTags } from '../expiry/page-tags'
import { system } from '../viewer/viewer'
import { findRelated, type RelatedSource } from './find-related'
import type { Reason } from './reason'

/** More than a page shows: some may be hidden from a viewer. */
const storedMax = 10
/** Threads that people linked come first, up to here; the rest is for those that nobody has noticed. */
const linkedMax = 3

type Link = { toKind: 'thread' | 'answer'; toId: number; score: number; reason: Reason }

/**
 * Works out the related list of a thread or answer and stores it whole; the page that shows it expires if it changed.
 * Gone or hidden subjects lose theirs.
 */
export async function refreshRelated(kind: 'thread' | 'answer', id: number): Promise<void> {
  const source = await readSource(kind, id)
  const links = source ? await linksOf(kind, id, source) : []
  const before = await db().relatedLink.findMany({ where: { fromKind: kind, fromId: id }, orderBy: { position: 'asc' } })
  const same =
    before.length === links.length &&
    before.every((row, i) => {
      const link = links[i] as Link
      return row.toKind === link.toKind && row.toId === link.toId && JSON.stringify(row.reason) === JSON.stringify(link.reason)
    })
  if (same) return
  await transaction(async (tx) => {
    await tx.relatedLink.deleteMany({ where: { fromKind: kind, fromId: id } })
    await tx.relatedLink.createMany({
      data: links.map((link, position) => ({ fromKind: kind, fromId: id, position, ...link })),
      skipDuplicates: true,
    })
    await expirePages(tx, [kind === 'thread' ? pageTags.thread(id) : pageTags.answer(id)])
  })
}

async function readSource(kind: 'thread' | 'answer', id: number): Promise<RelatedSource | null> {
  const {
    rows: [row],
  } = await pool().query(
    kind === 'thread'
      ? `select title, body, array(select g.name from thread_tag x join tag g on g.id = x.tag_id where x.thread_id = t.id) as tags
         from thread t where id = $1 and hidden_at is null`
      : `select title, summary || E'\\n' || body as body, array(select g.name from answer_tag x join tag g on g.id = x.tag_id where x.answer_id = a.id) as tags
         from answer a where id = $1 and status = 'published' and hidden_at is null`,
    [id],
  )
  return row ?? null
}

async function linksOf(kind: 'thread' | 'answer', id: number, source: RelatedSource): Promise<Link[]> {
  const known = kind === 'thread' ? await readKnown(id) : []
  const found = await findRelated(system, source, { kind, id }, storedMax * 2)
  // An answer already stands above the threads it covers.
  const covering = kind === 'thread' ? await readCovering(id) : []
  const links: Link[] = known.slice(0, linkedMax)
  for (const match of found) {
    if (links.length >= storedMax) break
    if (match.groupKind === 'answer' && covering.includes(match.groupId)) continue
    if (links.some((link) => link.toKind === match.groupKind && link.toId === match.groupId)) continue
    links.push({ toKind: match.groupKind, toId: match.groupId, score: match.score, reason: { kind: 'shares', terms: match.terms } })
  }
  return links
}

/** Threads that people have linked with this one, in either direction; duplicates first. */
async function readKnown(id: number): Promise<Link[]> {
  const { rows } = await pool().query(
    `select other, bool_or(kind = 'duplicate') as duplicate from (
       select to_id as other, kind from thread_link where from_id = $1 union all select from_id, kind from thread_link where to_id = $1) l
     join thread t on t.id = l.other and t.hidden_at is null group by other order by 2 desc, 1`,
    [id],
  )
  return rows.map((row) => ({ toKind: 'thread', toId: row.other, score: 0, reason: { kind: row.duplicate ? 'duplicate' : 'linked' } }))
}

async function readCovering(id: number): Promise<number[]> {
  const { rows } = await pool().query('select answer_id from coverage where thread_id = $1', [id])
  return rows.map((row) => row.answer_id)
}
