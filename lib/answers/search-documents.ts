import { plainText } from '../content/plain-text'
import { sectionsOf } from '../content/sections'
import { aliasPlace, coveredPlace, type SearchDocument } from '../search'

type IndexedAnswer = {
  id: number
  title: string
  summary: string
  body: string
  publishedAt: Date | null
  createdAt: Date
  version: number
  aliases: string[]
  tags: string[]
  /** Titles of the threads it covers. */
  covered: { threadId: number; alias: string; section: string | null }[]
}

/** What of an answer goes into search: for `prisma.answer.find…`. */
export const indexedAnswer = {
  aliases: { orderBy: { alias: 'asc' } },
  tags: { include: { tag: { select: { name: true } } } },
  covered: { orderBy: { threadId: 'asc' } },
} as const

/**
 * A published answer as search sees it: its head (title, summary, tags, lead), one document a section, and one for each
 * other way of asking. Those are short and stand as titles, so that a question in nearly the same words finds them.
 */
export function answerDocuments(answer: IndexedAnswer): SearchDocument[] {
  const { lead, sections } = sectionsOf(answer.body)
  const common = {
    groupKind: 'answer' as const,
    groupId: answer.id,
    replyId: null,
    authorId: null,
    createdAt: answer.publishedAt ?? answer.createdAt,
    version: answer.version,
  }
  const anchors = new Set(sections.map(({ anchor }) => anchor))
  return [
    {
      ...common,
      place: 0,
      anchor: '',
      title: answer.title,
      body: [answer.summary, ...answer.tags, plainText(lead)].join('\n'),
    },
    ...sections.map((section) => ({
      ...common,
      place: section.number,
      anchor: section.anchor,
      title: section.heading,
      body: plainText(section.body),
    })),
    ...answer.aliases.map((alias, i) => ({ ...common, place: aliasPlace + i, anchor: '', title: alias, body: '' })),
    // A thread's own id keeps the place of its title.
    ...answer.covered.map(({ threadId, alias, section }) => ({
      ...common,
      place: coveredPlace + threadId,
      anchor: section && anchors.has(section) ? section : '',
      title: alias,
      body: '',
    })),
  ]
}

type StoredAnswer = Omit<IndexedAnswer, 'aliases' | 'tags'> & { aliases: { alias: string }[]; tags: { tag: { name: string } }[] }

/** The same from a row read with `indexedAnswer`. */
export function documentsOfAnswer(answer: StoredAnswer): SearchDocument[] {
  return answerDocuments({ ...answer, aliases: answer.aliases.map(({ alias }) => alias), tags: answer.tags.map(({ tag }) => tag.name) })
}
