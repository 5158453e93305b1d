import { z } from 'zod'
import { unlessRevised } from '../../answers'
import { linksInHtml, renderText, storedSectionsVersion } from '../../content'
import { liveAnswer } from '../../identity/viewer'
import { type Db, db, queryRows } from '../../platform/db'
import { env } from '../../platform/env'
import { log } from '../../platform/log'

const batchAnswers = 20
/** A page of an answer has fewer links. */
const linksMax = 500
/** A longer address is not checked. */
const addressLengthMax = 2_000

const Gone = z.object({ linkId: z.int() })

type Section = { anchor: string; heading: string; source: string }
type Found = { address: string; host: string; anchor: string; heading: string }

/**
 * Reads the links of the next answers whose sections were stored since: after a publication, an update or an import. Returns whether
 * there may be more. Two processes at once do the same work, and harm nothing.
 */
export async function readLinks(batchMax = batchAnswers): Promise<boolean> {
  const answers = await db().answer.findMany({
    where: { ...liveAnswer, linksRead: false, sectionsVersion: storedSectionsVersion },
    orderBy: { id: 'desc' },
    take: batchMax,
    select: {
      id: true,
      revisionNumber: true,
      sections: { orderBy: { number: 'asc' }, select: { anchor: true, heading: true, source: true } },
    },
  })
  let read = 0
  for (const { id, revisionNumber, sections } of answers) {
    const found = await findLinks(sections)
    if (!found) {
      log('warn', 'links of an answer not read', { answer: id })
      continue
    }
    await unlessRevised(id, revisionNumber, (tx) => storeLinks(tx, id, found))
    read++
  }
  return read === batchMax
}

/** Returns the links to other sites that readers see, each with its first section; null where a text could not be formatted now. */
async function findLinks(sections: Section[]): Promise<Found[] | null> {
  const found = new Map<string, Found>()
  const own = new URL(env().siteUrl).host
  for (const { anchor, heading, source } of sections) {
    const { html, outcome } = await renderText(source)
    if (outcome === 'failed') return null
    for (const address of linksInHtml(html)) {
      const { host, hostname } = new URL(address)
      if (host === own || address.length > addressLengthMax || found.has(address)) continue
      if (found.size < linksMax) found.set(address, { address, host: hostname, anchor, heading })
    }
  }
  return [...found.values()]
}

/** An address that stays keeps what is known of it, and whether an editor said that it is fine. */
async function storeLinks(tx: Db, answerId: number, found: Found[]): Promise<void> {
  const of = (key: keyof Found) => found.map((link) => link[key])
  await tx.$executeRawUnsafe(
    'insert into web_link (address, host) select * from unnest($1::text[], $2::text[]) on conflict (address) do nothing',
    of('address'),
    of('host'),
  )
  const gone = await queryRows(
    tx,
    Gone,
    `delete from answer_link a using web_link l where a.answer_id = $1::int and l.id = a.link_id and l.address <> all($2::text[])
     returning a.link_id as "linkId"`,
    [answerId, of('address')],
  )
  await tx.$executeRawUnsafe(
    `insert into answer_link (answer_id, link_id, anchor, heading)
     select $1::int, l.id, f.anchor, f.heading from unnest($2::text[], $3::text[], $4::text[]) with ordinality f(address, anchor, heading, place)
     join web_link l using (address) order by f.place
     on conflict (answer_id, link_id) do update set anchor = excluded.anchor, heading = excluded.heading`,
    answerId,
    of('address'),
    of('anchor'),
    of('heading'),
  )
  await tx.$executeRawUnsafe(
    'delete from web_link l where l.id = any($1::int[]) and not exists (select 1 from answer_link a where a.link_id = l.id)',
    gone.map(({ linkId }) => linkId),
  )
  await tx.answer.update({ where: { id: answerId }, data: { linksRead: true } })
}
