import type { Filters } from '../engines/port'
import { type IsValue, isValues, type ParsedQuery } from './parsed-query'

/** What operators name: looked up in the database, as far as the viewer may see it. */
export type NamedKind = 'topic' | 'tag' | 'person'

/** Adds a value to a statement and returns its place: `$3`. */
export type AddParameter = (value: unknown) => string

/** An example of an operator, and what it does. */
export type OperatorHelp = { example: string; does: string }

/**
 * An operator of the query language, `name:value`. This table is all there is to one: the parser, the filters, both engines and the
 * help page read it.
 */
export type Operator = {
  name: string
  help: OperatorHelp[]
  /** Puts a value into the parsed query; returns a sentence where it can't be understood. */
  read: (value: string, parsed: ParsedQuery) => string | null
  /** What the parsed query limits a search to; `idsOf` gives the ids of names that were looked up. */
  filter: (parsed: ParsedQuery, idsOf: (kind: NamedKind) => number[]) => Partial<Filters>
  /** Conditions on a post `p`, its thread `t` and its answer `a`; none where the filter limits nothing. */
  postgres: (filters: Filters, add: AddParameter) => string[]
  /** The same as filters of Meilisearch. */
  meilisearch: (filters: Filters) => string[]
}

/** All operators, in the order of the help page. */
export const operators: Operator[] = [
  {
    name: 'topic',
    help: [{ example: 'topic:networking', does: 'In this topic or its subtopics' }],
    read: (value, parsed) => keep(parsed.topics, value.toLowerCase()),
    filter: (_, idsOf) => ({ topicIds: idsOf('topic') }),
    postgres({ topicIds }, add) {
      if (topicIds.length === 0) return []
      const ids = add(topicIds)
      return [`(coalesce(t.topic_id, a.topic_id) = any(${ids}) or coalesce(t.area_id, a.area_id) = any(${ids}))`]
    },
    meilisearch: ({ topicIds }) => within('topics', topicIds),
  },
  {
    name: 'tag',
    help: [{ example: 'tag:tls', does: 'With this tag, or a synonym of it' }],
    read: (value, parsed) => keep(parsed.tags, value.toLowerCase()),
    filter: (_, idsOf) => ({ tagIds: idsOf('tag') }),
    postgres({ tagIds }, add) {
      if (tagIds.length === 0) return []
      const ids = add(tagIds)
      // As a set and not row by row, so that a rare tag can lead to its posts.
      return [
        `(p.group_kind, p.group_id) in (
      select 'thread'::subject_kind, thread_id from thread_tag where tag_id = any(${ids})
      union all select 'answer'::subject_kind, answer_id from answer_tag where tag_id = any(${ids}))`,
      ]
    },
    meilisearch: ({ tagIds }) => within('tags', tagIds),
  },
  {
    name: 'by',
    help: [{ example: 'by:NAME', does: 'Posts of this person' }],
    read: (value, parsed) => keep(parsed.by, value),
    filter: (_, idsOf) => ({ authorIds: idsOf('person') }),
    postgres: ({ authorIds }, add) => (authorIds.length > 0 ? [`p.author_id = any(${add(authorIds)})`] : []),
    meilisearch: ({ authorIds }) => within('author', authorIds),
  },
  {
    name: 'is',
    help: [
      { example: 'is:unanswered', does: 'Threads without an accepted reply and without an answer' },
      { example: 'is:answered', does: 'Threads with an accepted reply, or covered' },
      { example: 'is:covered', does: 'Threads that a canonical answer settles' },
      { example: 'is:canonical', does: 'Canonical answers only; is:thread leaves them out' },
    ],
    read(value, parsed) {
      const known = isValues.find((is) => is === value.toLowerCase())
      if (!known) return `is:${value.toLowerCase()} is not known. There are ${isValues.map((is) => `is:${is}`).join(', ')}.`
      return keep(parsed.is, known)
    },
    filter: ({ is }) => ({ is }),
    postgres: ({ is, either = [] }) => [
      ...is.map((value) => isForms[value].postgres),
      ...either.map((values) => `(${values.map((value) => isForms[value].postgres).join(' or ')})`),
    ],
    meilisearch: ({ is, either = [] }) => [
      ...is.map((value) => isForms[value].meilisearch),
      ...either.map((values) => values.map((value) => isForms[value].meilisearch).join(' OR ')),
    ],
  },
  {
    name: 'after',
    help: [{ example: 'after:2026-03', does: 'Posts from this day, month or year on' }],
    read: (value, parsed) => readDate('after', value, parsed),
    filter: ({ after }) => ({ after }),
    postgres: ({ after }, add) => (after ? [`p.created_at >= ${add(after)}`] : []),
    meilisearch: ({ after }) => (after ? [`created >= ${after.getTime()}`] : []),
  },
  {
    name: 'before',
    help: [{ example: 'before:2025', does: 'Posts from before this day, month or year' }],
    read: (value, parsed) => readDate('before', value, parsed),
    filter: ({ before }) => ({ before }),
    postgres: ({ before }, add) => (before ? [`p.created_at < ${add(before)}`] : []),
    meilisearch: ({ before }) => (before ? [`created < ${before.getTime()}`] : []),
  },
]

/** What the query language has beside operators. */
const syntaxHelp: OperatorHelp[] = [
  { example: '"connection reset"', does: 'These words side by side, in this order' },
  {
    example: 'certificate -simulator',
    does: 'Posts without this word; -docker-compose leaves out the whole name only, -"connection reset" both words side by side. An option that posts write with its minus, as in tar -xvf, is searched as typed. A minus before a number is part of it: -65570 is an error code',
  },
]

/** All of the query language with an example each, for the help page. */
export function queryHelp(): OperatorHelp[] {
  return [...syntaxHelp, ...operators.flatMap(({ help }) => help)]
}

// The resolution of a thread is called `standing` in the database and in the index.
const isForms: Record<IsValue, { postgres: string; meilisearch: string }> = {
  canonical: { postgres: `p.group_kind = 'answer'`, meilisearch: 'kind = answer' },
  thread: { postgres: `p.group_kind = 'thread'`, meilisearch: 'kind = thread' },
  answered: { postgres: `t.standing in ('answered', 'covered')`, meilisearch: 'standing IN [answered, covered]' },
  unanswered: { postgres: `t.standing = 'unanswered'`, meilisearch: 'standing = unanswered' },
  covered: { postgres: `t.standing = 'covered'`, meilisearch: 'standing = covered' },
}

function keep<T>(values: T[], value: T): null {
  values.push(value)
  return null
}

function within(attribute: string, ids: number[]): string[] {
  return ids.length > 0 ? [`${attribute} IN [${ids.join(', ')}]`] : []
}

function readDate(name: 'before' | 'after', value: string, parsed: ParsedQuery): string | null {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(value)
  const [year = 0, month = 1, day = 1] = (match ?? []).slice(1).map((part) => (part === undefined ? undefined : Number(part)))
  const date = new Date(Date.UTC(year, month - 1, day))
  if (!match || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day)
    return `${name}:${value} is not a date. Write ${name}:2026, ${name}:2026-11 or ${name}:2026-11-24.`
  parsed[name] = date
  return null
}
