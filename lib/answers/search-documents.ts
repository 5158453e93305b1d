import { type KeptAnchors, plainText, sectionsOf, withoutCitations } from '../content'
import { db, type Visibility } from '../platform/db'
import type { SearchDocument } from '../search'

/** Places of an answer's posts: the head has 0, sections their numbers; then come aliases and titles of covered threads. */
const aliasPlace = 500_000
const coveredPlace = 1_000_000

type IndexedAnswer = {
  id: number
  title: string
  summary: string
  body: string
  keptAnchors: KeptAnchors
  publishedAt: Date | null
  createdAt: Date
  version: number
  aliases: string[]
  tags: string[]
  /** Titles of the threads it covers. */
  covered: { threadId: number; alias: string; section: string | null }[]
}

const seen = { hiddenAt: true, topic: { select: { visibility: true } } } as const

/** The parts of an answer that search needs: for `prisma.answer.find…`. */
export const indexedAnswer = {
  aliases: { orderBy: { alias: 'asc' } },
  tags: { include: { tag: { select: { name: true } } } },
  topic: { select: { visibility: true } },
  covered: {
    orderBy: { threadId: 'asc' },
    include: { thread: { select: { ...seen, mergedInto: { select: seen } } } },
  },
} as const

/**
 * Returns a published answer as search sees it: its head (title, summary, tags, lead), one document for each section, and one for each
 * alias. Aliases are short and count as titles, so that a question in nearly the same words finds them.
 */
export function answerDocuments(answer: IndexedAnswer): SearchDocument[] {
  const { lead, definitions, sections } = sectionsOf(withoutCitations(answer.body), answer.keptAnchors)
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
      kind: 'head' as const,
      place: 0,
      anchor: '',
      title: answer.title,
      body: [answer.summary, ...answer.tags, plainText(lead, definitions)].join('\n'),
    },
    ...sections.map((section) => ({
      ...common,
      kind: 'section' as const,
      place: section.number,
      anchor: section.anchor,
      title: section.heading,
      body: plainText(section.body, section.definitions),
    })),
    ...answer.aliases.map((alias, i) => ({ ...common, kind: 'alias' as const, place: aliasPlace + i, anchor: '', title: alias, body: '' })),
    // A thread's own id keeps the place of its title.
    ...answer.covered.map(({ threadId, alias, section }) => ({
      ...common,
      kind: 'covered_title' as const,
      place: coveredPlace + threadId,
      anchor: section && anchors.has(section) ? section : '',
      title: alias,
      body: '',
    })),
  ]
}

type Seen = { hiddenAt: Date | null; topic: { visibility: Visibility } }
type StoredAnswer = Omit<IndexedAnswer, 'keptAnchors' | 'aliases' | 'tags' | 'covered'> & {
  /** As Prisma reads JSON. */
  keptAnchors: unknown
  aliases: { alias: string }[]
  tags: { tag: { name: string } }[]
  topic: { visibility: Visibility }
  covered: (IndexedAnswer['covered'][number] & { thread: Seen & { mergedInto: Seen | null } })[]
}

/**
 * The same from a row that was read with `indexedAnswer`. It leaves out titles of threads that are hidden, or that not everyone who sees
 * the answer may see. The title of a merged thread stays as long as the thread it went into exists.
 */
export function documentsOfAnswer(answer: StoredAnswer): SearchDocument[] {
  const covered = answer.covered.filter(({ thread }) => isSeenWith(answer.topic.visibility, thread.mergedInto ?? thread))
  return answerDocuments({
    ...answer,
    keptAnchors: answer.keptAnchors as KeptAnchors,
    covered,
    aliases: answer.aliases.map(({ alias }) => alias),
    tags: answer.tags.map(({ tag }) => tag.name),
  })
}

/**
 * Returns the posts of these answers as they are now, including drafts and hidden ones, for the embedder, which knows which of them search
 * has. One query.
 */
export async function readAnswerDocuments(answerIds: number[]): Promise<SearchDocument[]> {
  const answers = await db().answer.findMany({ where: { id: { in: answerIds } }, include: indexedAnswer })
  return answers.flatMap((answer) => documentsOfAnswer(answer))
}

const strictness: Visibility[] = ['public', 'members', 'editors']

function isSeenWith(visibility: Visibility, { hiddenAt, topic }: Seen): boolean {
  return hiddenAt === null && strictness.indexOf(topic.visibility) <= strictness.indexOf(visibility)
}
