import { z } from 'zod'
import { type Db, queryRows } from '../../platform/db'
import { mentionKey } from '../../shared'
import { namedParameters, namedPeople } from './find-named'
import { type PostKey, postColumn } from './post'

const Named = z.object({ written: z.string(), person_id: z.int() })

/**
 * Writes down whom a post mentions, by the names of its text (`mentionsIn()`), in place of whom it mentioned before. Names of nobody are
 * left out: they are text. A name that the post had before means the same person as then, whatever they are called now. Rows of earlier
 * mentions stay without names, so that nobody is told twice. At most four statements, none for a new post without names.
 */
export async function saveMentions(tx: Db, post: PostKey & { isNew: boolean }, names: string[]): Promise<void> {
  const column = postColumn(post)
  const meant = await peopleMeant(tx, post, names)
  const namesOf = new Map<number, string[]>()
  for (const name of names) {
    const id = meant.get(mentionKey(name))
    if (id !== undefined) namesOf.set(id, [...(namesOf.get(id) ?? []), mentionKey(name)])
  }
  const people = [...namesOf.keys()]
  if (!post.isNew)
    await tx.$executeRawUnsafe(
      `update mention set names = '{}' where ${column} = $1 and names <> '{}' and person_id <> all($2::int[])`,
      post.id,
      people,
    )
  if (people.length === 0) return
  // An array of arrays must be a rectangle, so the names of one person are one text.
  await tx.$executeRawUnsafe(
    `insert into mention (${column}, person_id, names)
     select $1, u.person_id, string_to_array(u.names, chr(10)) from unnest($2::int[], $3::text[]) with ordinality u(person_id, names, nth) order by u.nth
     on conflict (${column}, person_id) do update set names = excluded.names`,
    post.id,
    people,
    [...namesOf.values()].map((each) => each.join('\n')),
  )
}

/** Returns whom names mean in a post, by their keys. */
async function peopleMeant(tx: Db, post: PostKey & { isNew: boolean }, names: string[]): Promise<Map<string, number>> {
  const known = post.isNew
    ? []
    : await queryRows(
        tx,
        Named,
        `select w.written, m.person_id from mention m cross join unnest(m.names) w(written) where m.${postColumn(post)} = $1`,
        [post.id],
      )
  const meant = new Map(known.map(({ written, person_id }) => [written, person_id]))
  const others = names.filter((name) => !meant.has(mentionKey(name)))
  const named = others.length > 0 ? await queryRows(tx, Named, namedPeople('$1', '$2'), namedParameters(others)) : []
  for (const { written, person_id } of named) meant.set(mentionKey(written), person_id)
  return meant
}

/** An opening that becomes a reply takes its mentions along. */
export async function moveMentions(tx: Db, threadId: number, replyId: number): Promise<void> {
  await tx.$executeRaw`update mention set thread_id = null, reply_id = ${replyId} where thread_id = ${threadId}`
}
