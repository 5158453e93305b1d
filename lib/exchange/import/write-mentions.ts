import { z } from 'zod'
import { mentionsIn } from '../../content'
import { personNameOf } from '../../identity/people'
import { queryRows } from '../../platform/db'
import { mentionedName, mentionKey, mentionPattern } from '../../shared'
import type { ImportContext } from './context'
import type { SourceThread } from './source'

type Post = { kind: 'thread' | 'reply'; externalId: string; body: string }

const Person = z.object({ id: z.int(), key: z.string() })
const Known = z.object({ kind: z.enum(['thread', 'reply']), external_id: z.string(), local_id: z.int() })

/**
 * Writes whom posts of the source mention, among its own authors as far as they are known by now, within the batch's transaction. Nobody is
 * told. A post that has its mentions keeps them. Four statements for a batch; a text is parsed only if a name in it is an author's.
 */
export async function writeMentions(context: ImportContext, threads: SourceThread[]): Promise<void> {
  const posts = threads.flatMap(postsOf).filter(({ body }) => body.includes('@'))
  const people = await authorsNamed(
    context,
    posts.flatMap(({ body }) => namesIn(body)),
  )
  if (people.size === 0) return
  const rows: { post: Post; personId: number; names: string[] }[] = []
  for (const post of posts) {
    if (!namesIn(post.body).some((name) => people.has(nameKeyOf(name)))) continue
    // In code it may be anything: the parser decides.
    const namesOf = new Map<number, string[]>()
    for (const name of await mentionsIn(post.body)) {
      const id = people.get(nameKeyOf(name))
      if (id !== undefined) namesOf.set(id, [...(namesOf.get(id) ?? []), mentionKey(name)])
    }
    for (const [personId, names] of namesOf) rows.push({ post, personId, names })
  }
  await insertRows(context, rows)
}

function postsOf(thread: SourceThread): Post[] {
  const { externalId, body } = thread
  return [
    { kind: 'thread', externalId, body },
    ...thread.replies.map((reply): Post => ({ kind: 'reply', externalId: reply.externalId, body: reply.body })),
  ]
}

const namesIn = (body: string) => [...body.matchAll(mentionPattern)].map(([written]) => mentionedName(written))
const nameKeyOf = (name: string) => personNameOf(name).toLowerCase()

/** Returns the authors of the source with such names, by these. */
async function authorsNamed({ client, sourceId }: ImportContext, names: string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map()
  const rows = await queryRows(
    client,
    Person,
    `select p.id, lower(p.name) as key from person p where lower(p.name) = any($2::text[]) and p.erased_at is null and p.became_id is null
       and exists (select 1 from imported_record r where r.source_id = $1 and r.kind = 'person' and r.local_id = p.id)`,
    [sourceId, [...new Set(names.map(nameKeyOf))]],
  )
  return new Map(rows.map(({ id, key }) => [key, id]))
}

async function insertRows({ client, sourceId }: ImportContext, rows: { post: Post; personId: number; names: string[] }[]): Promise<void> {
  if (rows.length === 0) return
  const records = await queryRows(
    client,
    Known,
    `select kind, external_id, local_id from imported_record where source_id = $1 and (kind, external_id) in (select * from unnest($2::text[], $3::text[]))`,
    [sourceId, rows.map(({ post }) => post.kind), rows.map(({ post }) => post.externalId)],
  )
  const idOf = new Map(records.map(({ kind, external_id, local_id }) => [`${kind} ${external_id}`, local_id]))
  for (const kind of ['thread', 'reply'] as const) {
    const own = rows.flatMap(({ post, ...row }) => {
      const id = post.kind === kind ? idOf.get(`${kind} ${post.externalId}`) : undefined
      return id === undefined ? [] : [{ id, ...row }]
    })
    if (own.length === 0) continue
    // What was withdrawn here mentions nobody.
    await client.query(
      `insert into mention (${kind}_id, person_id, names, told)
       select p.id, u.person_id, string_to_array(u.names, chr(10)), false
       from unnest($1::int[], $2::int[], $3::text[]) u(id, person_id, names) join ${kind} p on p.id = u.id and p.withdrawn_at is null
       on conflict (${kind}_id, person_id) do nothing`,
      [own.map(({ id }) => id), own.map(({ personId }) => personId), own.map(({ names }) => names.join('\n'))],
    )
  }
}
