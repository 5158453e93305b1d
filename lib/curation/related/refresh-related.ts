import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { joinPostText } from '../../content'
import { answerIsLive, system } from '../../identity/viewer'
import { type Db, pool, queryRows, transaction } from '../../platform/db'
import { expirePages, pageTags } from '../../platform/expiry'
import { enqueueRelated, readPointing, type Subject } from '../../platform/jobs'
import { type SimilarMatch, type SimilarSource, similar, storedEmbedding } from '../../search'
import { type Choices, type Known, readChoices, readKnown } from './read-known'
import { reasonFor } from './reason'
import { refreshWrittenLinks } from './written-links'

/** More than a page shows, because some may be hidden from a viewer. */
const storedMax = 10
/** What editors chose comes first, then some of what people tied together; the rest is for similar texts that nobody has noticed. */
const pinnedMax = 5
const knownMax = 3
const foundMax = storedMax * 2
const spreadMax = 50
/** Not measured, because labelled sets don't say what is answered. Small enough to decide only between equals. */
const answeredFactor = 1.03
const closenessStep = 0.03

const Source = z.object({
  title: z.string(),
  body: z.string(),
  tags: z.array(z.string()),
  words: z.string().nullish(),
  withdrawn: z.boolean().optional(),
})
const Id = z.object({ id: z.int() })

type Link = Known & { score: number; similarity: number | null; closeness: number | null }

/** If someone decides about a list while it is computed, it is computed again, at most this often. */
const attemptsMax = 4

/**
 * Computes the related list of a thread or answer and stores it; the page that shows it expires if it changed. A missing or hidden subject
 * loses its list. With `spread`, the lists of those it points to follow, because they may now point back.
 */
export async function refreshRelated(kind: 'thread' | 'answer', id: number, spread = false): Promise<void> {
  for (let attempt = 1; attempt <= attemptsMax; attempt++) if (await refreshOnce(kind, id, spread)) return
}

/** Returns false if an editor has made another decision meanwhile. */
async function refreshOnce(kind: 'thread' | 'answer', id: number, spread: boolean): Promise<boolean> {
  const found = await readSource(kind, id)
  if (found && kind === 'thread') await refreshWrittenLinks(id)
  // The text in place of a withdrawn question is similar to nothing.
  const source = found?.withdrawn ? null : found
  const choices = await readChoices(kind, id)
  const links = source ? await linksOf(kind, id, source, choices) : []
  return transaction(async (tx) => {
    // One after the other: the last one has seen the last decision.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('related.' || ${kind}), ${id}::int)`
    if (!isDeepStrictEqual(await readChoices(kind, id, tx), choices)) return false
    const before = await tx.relatedLink.findMany({ where: { fromKind: kind, fromId: id }, orderBy: { position: 'asc' } })
    if (spread) await spreadFrom(tx, kind, id, links)
    if (isSame(before, links) && isAsClose(before, links)) return true
    await tx.relatedLink.deleteMany({ where: { fromKind: kind, fromId: id } })
    await tx.relatedLink.createMany({
      data: links.map((link, position) => ({ fromKind: kind, fromId: id, position, ...link })),
    })
    if (!isSame(before, links)) await expirePages(tx, [kind === 'thread' ? pageTags.thread(id) : pageTags.answer(id)])
    return true
  })
}

/** Those it points to may now point back; those that point to it may now have another reason, or none. One level deep. */
async function spreadFrom(tx: Db, kind: 'thread' | 'answer', id: number, links: Link[]): Promise<void> {
  const around = [...links.map(({ toKind, toId }) => ({ kind: toKind, id: toId })), ...(await readPointing(tx, { kind, id }, spreadMax))]
  const of = (wanted: Subject['kind']) => around.filter((subject) => subject.kind === wanted).map((subject) => subject.id)
  await enqueueRelated(tx, { threads: of('thread'), answers: of('answer') })
}

type Stored = { toKind: string; toId: number; reason: unknown; similarity: number | null }

function isSame(before: Stored[], links: Link[]): boolean {
  return (
    before.length === links.length &&
    before.every((row, i) => {
      const { toKind, toId, reason, similarity } = links[i] as Link
      return row.toKind === toKind && row.toId === toId && isDeepStrictEqual(row.reason, reason) && row.similarity === similarity
    })
  )
}

// Not on the page. It changes a little with every post that is written, which changes nothing about gaps.
function isAsClose(before: { closeness: number | null }[], links: Link[]): boolean {
  return before.every(({ closeness }, i) => Math.abs((closeness ?? 0) - (links[i]?.closeness ?? 0)) < closenessStep)
}

// The words of an opening are stored; of one that quotes they are with what it quotes, and it is parsed.
async function readSource(kind: 'thread' | 'answer', id: number): Promise<(SimilarSource & { withdrawn?: boolean }) | null> {
  const [row] = await queryRows(
    pool(),
    Source,
    kind === 'thread'
      ? `select title, body, array(select g.name from thread_tag x join tag g on g.id = x.tag_id where x.thread_id = t.id) as tags,
           withdrawn_at is not null as withdrawn, case when x.own is null then x.plain end as words
         from thread t ${joinPostText('x', 't.id', '0')} where id = $1 and hidden_at is null`
      : `select title, summary || E'\\n' || body as body, array(select g.name from answer_tag x join tag g on g.id = x.tag_id where x.answer_id = a.id) as tags
         from answer a where id = $1 and ${answerIsLive('a')}`,
    [id],
  )
  return row ?? null
}

async function linksOf(kind: 'thread' | 'answer', id: number, source: SimilarSource, { pinned, banned }: Choices): Promise<Link[]> {
  const [known, found, covering] = await Promise.all([
    kind === 'thread' ? readKnown(id) : [],
    storedEmbedding(kind, id).then((embedding) => similar(system, source, { exclude: { kind, id }, countMax: foundMax, embedding })),
    // An answer is already shown above the threads that it covers.
    kind === 'thread' ? readCovering(id) : ([] as number[]),
  ])
  const matchOf = new Map(found.map((match) => [`${match.groupKind}/${match.groupId}`, match]))
  const likely = (await preferAnswered(found)).map((match) => ({
    toKind: match.groupKind,
    toId: match.groupId,
    score: match.score,
    reason: reasonFor(match.terms, match.similarity),
  }))
  const links: Link[] = []
  const add = (candidates: (Known & { score?: number })[], countMax: number) => {
    for (const { toKind, toId, reason, score = 0 } of candidates) {
      const key = `${toKind}/${toId}`
      if (links.length >= countMax) return
      if (banned.has(key) || (toKind === kind && toId === id) || links.some((link) => link.toKind === toKind && link.toId === toId))
        continue
      if (toKind === 'answer' && covering.includes(toId) && reason.kind !== 'pinned') continue
      const { similarity, closeness = null } = matchOf.get(key) ?? {}
      links.push({ toKind, toId, score, reason, similarity: rounded(similarity), closeness })
    }
  }
  add(pinned, pinnedMax)
  add(known, links.length + knownMax)
  add(likely, storedMax)
  return links
}

/** Of two that are about equally similar, the one with an answer helps more. One query. */
async function preferAnswered(found: SimilarMatch[]): Promise<SimilarMatch[]> {
  const threads = found.filter(({ groupKind }) => groupKind === 'thread').map(({ groupId }) => groupId)
  const rows = await queryRows(pool(), Id, `select id from thread where id = any($1) and standing <> 'unanswered'`, [threads])
  const answered = new Set(rows.map((row) => row.id))
  const worth = (match: SimilarMatch) => match.score * (match.groupKind === 'answer' || answered.has(match.groupId) ? answeredFactor : 1)
  return found.toSorted((a, b) => worth(b) - worth(a))
}

async function readCovering(id: number): Promise<number[]> {
  const rows = await queryRows(pool(), Id, 'select answer_id as id from coverage where thread_id = $1', [id])
  return rows.map((row) => row.id)
}

// Chance is estimated from samples and differs a little each time: that must not change a list.
function rounded(similarity: number | null | undefined): number | null {
  return similarity === null || similarity === undefined ? null : Math.round(similarity * 50) / 50
}
