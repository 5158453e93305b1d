import { z } from 'zod'
import { coverThreads, publishRevision, startAnswer } from '../../lib/answers'
import { findOrCreatePerson } from '../../lib/identity/people'
import { viewerOf } from '../../lib/identity/viewer'
import { db, pool, queryRows } from '../../lib/platform/db'
import { readAnswerPosts } from '../../lib/search/measuring'
import { seeded } from '../evaluate'
import type { Vocabulary } from './corpus'

const Topic = z.object({ topicId: z.int(), threads: z.array(z.int()) })

/** As in a forum that editors have curated for a year: one answer for every eight threads; each of its sections settles one. */
const threadsPerAnswer = 8
const sectionsPerAnswer = 6
const sentencesPerSection = 8
const wordsPerSentence = 14

/** Publishes canonical answers in every topic, which cover most of its latest threads. Returns how many. */
export async function makeAnswers(vocabulary: Vocabulary, seed: number, progress: (done: number, total: number) => void): Promise<number> {
  const random = seeded(seed + 2)
  const editor = viewerOf(await findOrCreatePerson(db(), 'bench-editor', 'editor'), 'editor')
  const rows = await queryRows(
    pool(),
    Topic,
    `select topic_id as "topicId", array_agg(id order by id desc) as threads from thread where hidden_at is null group by topic_id order by topic_id`,
  )
  const total = rows.reduce((sum, { threads }) => sum + Math.floor(threads.length / threadsPerAnswer), 0)
  let made = 0
  for (const { topicId, threads } of rows) {
    // An answer covers threads from all years, so that neighbours in a listing have different answers.
    const answers = Math.floor(threads.length / threadsPerAnswer)
    for (let n = 0; n < answers; n++) {
      const headings = Array.from({ length: sectionsPerAnswer }, () => sentenceOf(vocabulary, 4))
      const body = bodyOf(vocabulary, headings, random)
      const { id } = await startAnswer(editor, { topicId, title: sentenceOf(vocabulary, 6), body })
      await publishRevision(editor, {
        answerId: id,
        basedOn: 0,
        title: sentenceOf(vocabulary, 6),
        summary: sentenceOf(vocabulary, 20),
        body,
        appliesTo: [],
        note: '',
        significance: 'major',
      })
      const sections = await readAnswerPosts([id], ['section'])
      const covered = sections.map((_, i) => threads[n + i * answers] as number)
      await coverThreads(
        editor,
        id,
        covered.map((threadId, i) => ({ threadId, section: sections[i]?.anchor ?? null })),
      )
      progress(++made, total)
    }
  }
  return made
}

function bodyOf(vocabulary: Vocabulary, headings: string[], random: () => number): string {
  const parts = headings.map((heading) => {
    const sentences = Array.from({ length: sentencesPerSection }, () => `${sentenceOf(vocabulary, wordsPerSentence)}.`)
    const code = random() < 0.5 ? `\n\n\`\`\`cpp\nint ${vocabulary.pick()} = ${vocabulary.pick()}(1);\n\`\`\`` : ''
    const half = sentencesPerSection / 2
    return `## ${heading}\n\n${sentences.slice(0, half).join(' ')} **${vocabulary.pick()}**\n\n${sentences.slice(half).join(' ')} [${vocabulary.pick()}](https://example.org/)${code}`
  })
  return [sentenceOf(vocabulary, 2 * wordsPerSentence), ...parts].join('\n\n')
}

function sentenceOf(vocabulary: Vocabulary, words: number): string {
  const text = Array.from({ length: words }, () => vocabulary.pick()).join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
