import { expect, test } from 'vitest'
import { confidence, type ReplyFacts, usefulness } from './usefulness'

const asker = 1
const reply = (number: number, authorId: number, body: string, more: Partial<ReplyFacts> = {}): ReplyFacts => ({
  number,
  authorId,
  body,
  boosts: 0,
  answers: null,
  similarity: null,
  record: { threads: 0, accepted: 0 },
  ...more,
})

test('what the asker says worked stands above what came first, and it is known why', () => {
  const judged = usefulness(asker, [
    reply(1, 2, 'Which version do you have?'),
    reply(2, 3, 'Set the flag to false, then it starts.'),
    reply(3, asker, 'Thank you, that works!'),
    reply(4, 2, 'Good to hear.'),
  ])
  expect(judged[0]).toMatchObject({ number: 2, thanked: true, confirmed: true })
  expect(confidence(judged)).toBeGreaterThan(0.5)
})

test('“it still does not work” confirms nothing, nor do words that are only quoted', () => {
  const [first] = usefulness(asker, [reply(1, 2, 'Try this.'), reply(2, asker, 'I tried it, it worked once, it still does not.')])
  expect(first).toMatchObject({ number: 1, confirmed: false })
  const quoted = usefulness(asker, [reply(1, 2, 'Try this.'), reply(2, asker, '> it works for me, thanks\n\nNot for me.')])
  expect(quoted.find(({ number }) => number === 1)).toMatchObject({ thanked: false, confirmed: false })
})

test('an answer to an earlier reply speaks of that one', () => {
  const judged = usefulness(asker, [
    reply(1, 2, 'Use the other driver.'),
    reply(2, 3, 'Have you read the manual?'),
    reply(3, asker, 'Solved, thanks.', { answers: 1 }),
  ])
  expect(judged.find(({ number }) => number === 1)).toMatchObject({ confirmed: true })
})

test('boosts, nearness to the question and the author’s record raise a reply', () => {
  const plain = reply(2, 3, 'Some words about it.')
  const scoreOf = (more: Partial<ReplyFacts>) =>
    usefulness(asker, [reply(1, 2, 'Other words.'), { ...plain, ...more }]).find(({ number }) => number === 2)?.score ?? 0
  for (const more of [{ boosts: 3 }, { similarity: 0.6 }, { record: { threads: 20, accepted: 15 } }])
    expect(scoreOf(more)).toBeGreaterThan(scoreOf({}))
  expect(scoreOf({ record: { threads: 20, accepted: 1 } })).toBeLessThan(scoreOf({}))
})

test('an asker who is not known is guessed from who thanks', () => {
  const judged = usefulness(null, [reply(1, 2, 'A guess.'), reply(2, 3, 'Set the flag.'), reply(3, 9, 'Thanks, solved.')])
  expect(judged[0]).toMatchObject({ number: 2, confirmed: true })
})

test('thanks alone are enough to tell who asked', () => {
  const judged = usefulness(null, [reply(1, 2, 'A guess.'), reply(2, 3, 'Set the flag.'), reply(3, 9, 'Thank you for that.')])
  expect(judged.filter(({ thanked }) => thanked).map(({ number }) => number)).toEqual([2])
})
