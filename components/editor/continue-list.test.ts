import { expect, test } from 'vitest'
import { nextItem } from './continue-list'

test('Enter after an item begins the next, and ends the list after an empty one', () => {
  for (const [line, next] of [
    ['- one', '- '],
    ['  * two', '  * '],
    ['9. nine', '10. '],
    ['3) three', '4) '],
    ['- [x] done', '- [ ] '],
    ['- ', ''],
    ['2. ', ''],
    ['- [ ] ', ''],
    ['words - no item', null],
    ['-none', null],
    ['**bold** words', null],
    ['', null],
  ] as const)
    expect(nextItem(line), line).toBe(next)
})
