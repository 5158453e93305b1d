import { expect, test } from 'vitest'
import { anExport, aPost, aTopicFile } from '../../../test/exports'
import { runImport } from './run'

// Invisible characters, control characters, lone surrogates, letters with a longer lower case or with one that only the
// database knows, and characters of addresses.
const odd = [
  ...['\u0085', '\u180e', '\u200b', '\u2028', '\ufeff', '\ud800', '\u0000', '\u202e', '\u0301', '\u{10D50}', '\u{10D70}'],
  ...['İ', 'ẞ', 'ǅ', 'Σ', 'ﬁ', 'ⓐ', 'Ა', '☃', '#', '/', '?', ' ', '-', '%', '_', '\\', "'", '"', '<', 'x', '9', '.', '+'],
]

test('names, tags and titles of any letters come in, and a dry run says the same', async () => {
  let seed = 7
  const below = (n: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % n
  }
  const word = () =>
    Array.from({ length: 1 + below(5) }, () => (below(3) ? odd[below(odd.length)] : String.fromCodePoint(below(0x1ffff)))).join('')
  const topic = (id: number, username: string) =>
    aTopicFile(id, [aPost(id * 10_000 + 1, { username, name: word(), user_id: id, raw: `Words and ${word()}` })], {
      title: `${word()} ${id}`,
      tags: [word(), word()],
      category_id: 1 + (id % 9),
    })
  const categories = Array.from({ length: 9 }, (_, i) => ({
    id: i + 1,
    name: word(),
    description: word(),
    position: below(2_000_000_000) * 9,
    read_restricted: false,
  }))
  const names = [...odd, ...Array.from({ length: 120 }, word)]
  const path = anExport({
    'site.json': { categories },
    ...Object.fromEntries(names.map((name, i) => [`${i}.json`, topic(7_001 + i, name)])),
  })
  const dry = await runImport({ kind: 'discourse', path, source: 'letters', dryRun: true })
  const report = await runImport({ kind: 'discourse', path, source: 'letters' })
  expect(report.problems).toEqual(dry.problems)
  expect(report.threads.added).toBe(names.length)
})
