import { expect, test } from 'vitest'
import { authorFor } from './check-values'
import { Problems } from './note-problems'

test('an author without any name is nobody, one with a single name has it as both, and a long one is cut and told', () => {
  const problems = new Problems({ file: 'a.json', position: 'post 1' })
  expect(authorFor({ externalId: '1', name: ' ', displayName: '\u0007 ' }, problems)).toBeNull()
  expect(authorFor({ externalId: '1', name: '', displayName: 'Ada  Byron' }, problems)).toMatchObject({
    name: 'Ada Byron',
    displayName: 'Ada Byron',
  })
  expect(authorFor({ externalId: '1', name: 'ada', displayName: '' }, problems)).toMatchObject({ name: 'ada', displayName: 'ada' })
  expect(problems.list).toEqual([])
  expect(authorFor({ externalId: '1', name: 'a'.repeat(500), displayName: 'Ada' }, problems)?.name.length).toBeLessThan(500)
  expect(problems.list).toMatchObject([{ message: expect.stringContaining('500 characters'), kept: true }])
})
