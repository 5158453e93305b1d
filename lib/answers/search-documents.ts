import { plainText } from '../content/plain-text'
import { sectionsOf } from '../content/sections'
import type { SearchDocument } from '../search'

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
}

/** A published answer as search sees it: its head (title, aliases, summary, tags, lead) and one document a section. */
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
  return [
    {
      ...common,
      place: 0,
      anchor: '',
      title: answer.title,
      body: [...answer.aliases, answer.summary, ...answer.tags, plainText(lead)].join('\n'),
    },
    ...sections.map((section) => ({
      ...common,
      place: section.number,
      anchor: section.anchor,
      title: section.heading,
      body: plainText(section.body),
    })),
  ]
}
