import { visitor } from '../../lib/identity/viewer'
import { type SearchRequest, search, searchEngine } from '../../lib/search'
import { misspell, seeded } from '../evaluate'
import type { Vocabulary } from './corpus'
import { summary } from './quantiles'

/** Times of one kind of query in milliseconds, in the server, with page and facets. */
export type SearchFigure = { engine: string; kind: string; p50: number; p95: number; cpu: number }

const queriesPerKind = 120

/** Times searches of every kind that readers make, kind by kind, with warm caches as in a running process. */
export async function benchSearch(vocabulary: Vocabulary, seed: number): Promise<SearchFigure[]> {
  const engine = searchEngine()
  const random = seeded(seed + 2)
  const { words } = vocabulary
  // A small forum has no twenty thousand words.
  const between = (from: number, to: number) => words[Math.min(words.length - 1, from + Math.floor(random() * (to - from)))] as string
  const rare = () => between(5_000, 20_000)
  const middling = () => between(200, 2_000)
  const common = () => between(0, 20)
  const kinds: [string, () => SearchRequest][] = [
    ['prefix of two letters', () => ({ text: middling().slice(0, 2), typing: true, withFacets: false, pageSize: 8 })],
    ['prefix of three letters', () => ({ text: middling().slice(0, 3), typing: true, withFacets: false, pageSize: 8 })],
    ['word and a prefix', () => ({ text: `${middling()} ${middling().slice(0, 4)}`, typing: true, withFacets: false, pageSize: 8 })],
    ['one rare word', () => ({ text: rare() })],
    ['one common word', () => ({ text: common() })],
    ['two middling words', () => ({ text: `${middling()} ${middling()}` })],
    ['two common words', () => ({ text: `${common()} ${common()}` })],
    ['phrase of common words', () => ({ text: `"${common()} ${common()}"` })],
    [
      'question of ten words',
      () => ({
        text: Array.from({ length: 10 }, () => vocabulary.pick())
          .concat(rare())
          .join(' '),
      }),
    ],
    ['misspelt word', () => ({ text: misspell(`${between(400, 4_000)} ${middling()}`, random) })],
    ['common word, one tag', () => ({ text: `${common()} tag:${between(100, 160)}` })],
    ['common word by activity', () => ({ text: common(), sort: 'activity' })],
  ]
  const figures: SearchFigure[] = []
  for (const [kind, make] of kinds) {
    for (let i = 0; i < 5; i++) await search(engine, visitor, make())
    const times: number[] = []
    const cpu = process.cpuUsage()
    for (let i = 0; i < queriesPerKind; i++) {
      const request = make()
      const started = performance.now()
      await search(engine, visitor, request)
      times.push(performance.now() - started)
    }
    const used = process.cpuUsage(cpu)
    const { p50, p95 } = summary(times)
    figures.push({ engine: engine.name, kind, p50, p95, cpu: (used.user + used.system) / 1000 / queriesPerKind })
  }
  return figures
}
