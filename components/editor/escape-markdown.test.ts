import { expect, test } from 'vitest'
import { escapeMarkdown } from './escape-markdown'

test('a name is shown as it is, whatever it would mean', () => {
  expect(escapeMarkdown('[x](y) *a*_b_ `c` ~d~ <e> \\ & R2-D2')).toBe('\\[x\\](y) \\*a\\*\\_b\\_ \\`c\\` \\~d\\~ \\<e\\> \\\\ \\& R2-D2')
})
