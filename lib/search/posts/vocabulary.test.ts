import { expect, test } from 'vitest'
import { aThread, countWords } from '../../../test/factories'
import { readLookalikes } from './vocabulary'

test('of words that look as like a misspelt one the more frequent comes first', async () => {
  for (const word of ['lanterk', 'lantern', 'lantern', 'lanterp'])
    await aThread({ title: `About one ${word}`, body: 'It hangs on the left.' })
  await countWords()
  expect((await readLookalikes('lanterm', 2)).map(({ word, posts }) => [word, posts])).toContainEqual(['lantern', 2])
  expect((await readLookalikes('lanterm', 1)).map(({ word }) => word)).toEqual(['lantern'])
})
