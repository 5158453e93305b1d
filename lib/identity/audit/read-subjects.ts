import { z } from 'zod'
import { AnswerStatus, pool, queryRows, SubjectKind } from '../../platform/db'
import { urls } from '../../shared'

/** A part of a sentence; with an address, it is a link. */
export type AuditPiece = { text: string; href?: string }

/** What an act was done to. */
export type AuditSubject = { kind: SubjectKind; id: number }

export const subjectKey = ({ kind, id }: AuditSubject) => `${kind}-${id}`

/** Returns the subject of such a key, or null. */
export function subjectOfKey(key: string): AuditSubject | null {
  const [, name, id] = /^([a-z]+)-([1-9]\d{0,8})$/.exec(key) ?? []
  const kind = Object.values(SubjectKind).find((each) => each === name)
  return kind ? { kind, id: Number(id) } : null
}

const Named = z.object({ id: z.int(), name: z.string(), display_name: z.string() })
const Post = z.object({ id: z.int(), thread_id: z.int(), slug: z.string(), title: z.string(), number: z.int(), hidden: z.boolean() })
const Answer = z.object({ id: z.int(), slug: z.string(), title: z.string(), status: z.enum(AnswerStatus), hidden: z.boolean() })

/** For each kind, how its rows are read and what is said of them. A kind that a later act needs is one more entry. */
const readers: Record<SubjectKind, (ids: number[]) => Promise<(AuditPiece & { id: number })[]>> = {
  async thread(ids) {
    const rows = await queryRows(
      pool(),
      Post,
      `select t.id, t.id as thread_id, t.slug, t.title, 0 as number, t.hidden_at is not null as hidden from thread t where t.id = any($1::int[])`,
      [ids],
    )
    return rows.map((row) => ({ id: row.id, ...postPiece(row, `“${row.title}”`) }))
  },
  async reply(ids) {
    const rows = await queryRows(
      pool(),
      Post,
      `select r.id, t.id as thread_id, t.slug, t.title, r.number, r.hidden_at is not null or t.hidden_at is not null as hidden
       from reply r join thread t on t.id = r.thread_id where r.id = any($1::int[])`,
      [ids],
    )
    return rows.map((row) => ({ id: row.id, ...postPiece(row, `reply ${row.number} in “${row.title}”`) }))
  },
  async answer(ids) {
    const rows = await queryRows(
      pool(),
      Answer,
      'select a.id, a.slug, a.title, a.status, a.hidden_at is not null as hidden from answer a where a.id = any($1::int[])',
      [ids],
    )
    return rows.map(({ id, slug, title, status, hidden }) => {
      if (hidden || status === 'archived') return { id, text: `“${title}” (${hidden ? 'hidden' : 'archived'})` }
      const isPublished = status === 'published'
      return { id, text: `“${title}”${isPublished ? '' : ' (draft)'}`, href: isPublished ? urls.answer(slug) : urls.answerEdit(slug) }
    })
  },
  async topic(ids) {
    const rows = await queryRows(pool(), Named, 'select id, slug as name, name as display_name from topic where id = any($1::int[])', [ids])
    return rows.map(({ id, name, display_name }) => ({ id, text: display_name, href: urls.topic(name) }))
  },
  async tag(ids) {
    const rows = await queryRows(pool(), Named, 'select id, name, name as display_name from tag where id = any($1::int[])', [ids])
    return rows.map(({ id, name }) => ({ id, text: name, href: urls.tag(name) }))
  },
  async person(ids) {
    const rows = await queryRows(pool(), Named, 'select id, name, display_name from person where id = any($1::int[])', [ids])
    return rows.map(({ id, name, display_name }) => ({ id, text: display_name, href: urls.adminPerson(name) }))
  },
}

/** A hidden post has a page of its own, where it can be restored. */
function postPiece(post: z.infer<typeof Post>, says: string): AuditPiece {
  const { thread_id: id, number } = post
  if (post.hidden) return { text: `${says} (hidden)`, href: urls.post(id, number) }
  const thread = { id, slug: post.slug }
  return { text: says, href: number === 0 ? urls.thread(thread) : urls.replyPlace(thread, number) }
}

/** Returns what these are called and where they are, by their keys; one that is gone is said to be. One statement for each kind at most. */
export async function readSubjects(subjects: AuditSubject[]): Promise<(subject: AuditSubject) => AuditPiece> {
  const found = new Map<string, AuditPiece>()
  const kinds = [...new Set(subjects.map(({ kind }) => kind))]
  await Promise.all(
    kinds.map(async (kind) => {
      const ids = [...new Set(subjects.filter((subject) => subject.kind === kind).map(({ id }) => id))]
      for (const { id, ...piece } of await readers[kind](ids)) found.set(subjectKey({ kind, id }), piece)
    }),
  )
  return (subject) => found.get(subjectKey(subject)) ?? { text: `${subject.kind} ${subject.id}, which is gone` }
}
