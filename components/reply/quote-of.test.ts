import { expect, test } from 'vitest'
import { quotation } from './quote-of'

test('every line of a quotation is marked, under the line that says whose it is', () => {
  expect(quotation('One\n\n- two\n- three', 'Ann wrote:')).toBe('Ann wrote:\n\n> One\n>\n> - two\n> - three')
})
