import { expect, test } from 'vitest'
import { markdownAttacks, plainAttacks } from '../../tools/bench/attacks'
import { proseOf } from './prose'

const lines = (markdown: string) =>
  proseOf(markdown)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

test('prose is what its author says: no code, quotes, raw HTML and addresses', () => {
  const post = [
    '> What they said\nand went on saying\n> > before',
    'My *own* words with `a.call()` and a [link](https://example.org/path).',
    '```\nfenced\n```',
    '    indented',
    '- an item\n\n      code in it\n\n  > quoted in it\n- `one`two',
    '<pre>shown</pre>',
    'See <https://example.org/a>, https://example.org/b or [https://example.org/c](d), example.org/e.',
    'Rate | Of\n--- | ---\n12 | `x`',
    '> last',
  ].join('\n\n')
  expect(lines(post)).toEqual(['My own words with', 'and a link.', 'an item', 'two', 'See', ',', 'or', 'Rate', 'Of', '12'])
})

test('words beside something that is left out do not come together', () => {
  expect(lines('Lamp `x` 18 and lamp https://example.org/ 19')).toEqual(['Lamp', '18 and lamp', '19'])
})

test('numbers with a slash between them are no address', () => {
  expect(lines('Both 17.4/18.0 and Lamp/Wick.')).toEqual(['Both 17.4/18.0 and Lamp/Wick.'])
})

test('a hostile text is read in linear time, and one beyond the bounds of the renderer has no prose', () => {
  for (const [name, make] of Object.entries({ ...markdownAttacks, ...plainAttacks })) {
    const text = make(200_000)
    expect(proseOf(text).length, name).toBeLessThanOrEqual(text.length)
  }
  expect(proseOf(`${'> '.repeat(90_000)}a`)).toBe('')
  for (const part of ['-', 'a.', 'www', '(', '1/']) expect(proseOf(`${part.repeat(60_000)} end`), part).toContain('end')
})
