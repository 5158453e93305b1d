import fs from 'node:fs'
import path from 'node:path'
import { seeded } from '../evaluate'

/** Words, the most frequent first: the first is in nearly every post, the last in one or two. */
export type Vocabulary = { words: string[]; pick(): string }

const vocabularySize = 40_000
/** Exponent of Zipf's law as measured on English text. */
const zipfExponent = 1.05
const syllables = [
  'ba',
  'con',
  'der',
  'el',
  'fi',
  'gra',
  'hu',
  'in',
  'jo',
  'kel',
  'lo',
  'mer',
  'nu',
  'or',
  'pra',
  'qui',
  'ris',
  'so',
  'ter',
  'ul',
  'vo',
  'wen',
  'xi',
  'yar',
  'zen',
  'cli',
  'sta',
  'tro',
]
const repliesMean = 5
const topicsInForum = 12
const authors = 900

/** Makes a vocabulary with the frequencies of a real one. The same seed makes the same vocabulary. */
export function makeVocabulary(seed: number): Vocabulary {
  const random = seeded(seed)
  const words = new Set<string>()
  while (words.size < vocabularySize) {
    const length = 1 + Math.floor(random() * (words.size < 200 ? 2 : 4))
    words.add(Array.from({ length }, () => syllables[Math.floor(random() * syllables.length)]).join(''))
  }
  const list = [...words]
  const cumulative: number[] = []
  let sum = 0
  for (let rank = 1; rank <= list.length; rank++) cumulative.push((sum += 1 / rank ** zipfExponent))
  return {
    words: list,
    pick() {
      const at = random() * sum
      let low = 0
      let high = cumulative.length - 1
      while (low < high) {
        const middle = (low + high) >> 1
        if ((cumulative[middle] as number) < at) low = middle + 1
        else high = middle
      }
      return list[low] as string
    },
  }
}

/** `replies` is the mean number for a thread. */
export type CorpusSize = { threads: number; seed: number; replies?: number }

/** Writes a forum as a Discourse export, one file for each topic, and returns how many posts it has. */
export function writeCorpus(
  dir: string,
  { threads, seed, replies = repliesMean }: CorpusSize,
  progress: (done: number, total: number) => void,
): number {
  const random = seeded(seed + 1)
  const vocabulary = makeVocabulary(seed)
  const start = Date.UTC(2020, 0, 1)
  let posts = 0
  for (let id = 1; id <= threads; id++) {
    const asked = start + id * 3_000_000
    const count = 1 + Math.floor(-Math.log(1 - random()) * replies)
    const accepted = random() < 0.25 ? 2 : 0
    const list = Array.from({ length: count }, (_, i) => {
      posts++
      const author = Math.floor(random() ** 2 * authors)
      return {
        id: id * 1_000 + i,
        post_number: i + 1,
        post_type: 1,
        topic_id: id,
        username: `writer${author}`,
        user_id: author,
        name: '',
        created_at: new Date(asked + i * 600_000).toISOString(),
        cooked: bodyOf(vocabulary, random),
        accepted_answer: i + 1 === accepted,
        reply_to_post_number: i > 1 && random() < 0.3 ? i : null,
        actions_summary: [{ id: 2, count: Math.floor(random() * 5) }],
      }
    })
    const topic = {
      id,
      title: sentence(vocabulary, 4 + Math.floor(random() * 6)),
      category_id: 1 + Math.floor(random() * topicsInForum),
      created_at: new Date(asked).toISOString(),
      views: Math.floor(random() * 5_000),
      tags: [vocabulary.words[100 + Math.floor(random() * 60)]],
      post_stream: { posts: list },
    }
    fs.writeFileSync(path.join(dir, `${id}.json`), JSON.stringify(topic))
    if (id % 500 === 0) progress(id, threads)
  }
  progress(threads, threads)
  return posts
}

function sentence(vocabulary: Vocabulary, words: number): string {
  const text = Array.from({ length: words }, () => vocabulary.pick()).join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function bodyOf(vocabulary: Vocabulary, random: () => number): string {
  const paragraphs = 1 + Math.floor(random() * 4)
  let html = ''
  for (let i = 0; i < paragraphs; i++) {
    const sentences = Array.from({ length: 1 + Math.floor(random() * 4) }, () => `${sentence(vocabulary, 6 + Math.floor(random() * 12))}.`)
    html += `<p>${sentences.join(' ')} <strong>${vocabulary.pick()}</strong> <a href="https://example.org/${vocabulary.pick()}">${vocabulary.pick()}</a></p>\n`
  }
  if (random() < 0.2)
    html += `<pre><code class="lang-cpp">int ${vocabulary.pick()} = ${vocabulary.pick()}(${Math.floor(random() * 1000)}); // ${vocabulary.pick()}\n</code></pre>\n`
  return html
}
