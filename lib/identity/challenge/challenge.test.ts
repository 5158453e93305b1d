import { expect, test } from 'vitest'
import { findNumber } from '../../../components/challenge/solve'
import { type Challenge, isProven, makeChallenge } from './challenge'

const encoded = (payload: object) => Buffer.from(JSON.stringify(payload)).toString('base64')

async function solved(challenge: Challenge, change: object = {}): Promise<string> {
  const number = await findNumber({ maxnumber: 0, ...challenge })
  return encoded({ ...challenge, number, ...change })
}

test('the solution of a challenge counts once', async () => {
  const proof = await solved(await makeChallenge())
  expect(await isProven(proof)).toBe(true)
  expect(await isProven(proof)).toBe(false)
})

test('nothing else counts: no solution, a wrong number, an old challenge, one that somebody else made, no form of it', async () => {
  const challenge = await makeChallenge()
  expect(await isProven(await solved(challenge, { number: -1 }))).toBe(false)
  expect(await isProven(await solved(await makeChallenge(Date.now() - 3 * 3_600_000)))).toBe(false)
  expect(await isProven(await solved(challenge, { signature: 'a'.repeat(64) }))).toBe(false)
  expect(await isProven(await solved(challenge, { salt: `${challenge.salt}expires=99999999999&` }))).toBe(false)
  for (const proof of ['', 'no base64', encoded({}), encoded([]), Buffer.from('null').toString('base64')])
    expect(await isProven(proof), proof).toBe(false)
})
