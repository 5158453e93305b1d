import { expect, test } from 'vitest'
import { errorText } from './error-text'

test('an error tells all it knows, whatever is in it', () => {
  const error = Object.assign(new Error('Raw query failed.'), {
    code: 'P2010',
    meta: { code: '55P03', values: [12n] },
    cause: new Error('lock timeout'),
  })
  for (const part of ['Raw query failed.', 'P2010', '55P03', '12', 'lock timeout']) expect(errorText(error)).toContain(part)
  const round: Record<string, unknown> = {}
  round.meta = round
  expect(() => errorText(round)).not.toThrow()
  for (const odd of [undefined, null, 'words', 7n, Symbol('x')]) expect(() => errorText(odd)).not.toThrow()
})
