import { expect, test } from 'vitest'
import type { DiffBlock } from '@/lib/content'
import { codeRuns } from './diff-code'

const codeOf = (blocks: DiffBlock[]) => codeRuns(blocks).map((pieces) => pieces.flatMap(({ runs }) => runs.filter(({ code }) => code)))
const code = (text: string) => ({ text, code: true })
const same = (text: string): DiffBlock => ({ kind: 'same', text })

test('code in a sentence is told from its words', () => {
  expect(codeRuns([{ kind: 'added', text: 'Close `valve --slow` first.' }])).toEqual([
    [{ change: 'added', runs: [{ text: 'Close ', code: false }, code('`valve --slow`'), { text: ' first.', code: false }] }],
  ])
  expect(codeOf([same('One `alone.'), same('Is ``a ` within`` code?')])).toEqual([[], [code('``a ` within``')]])
})

test('a fence is code to its end, over empty lines and after words', () => {
  const blocks = [same('Write:\n```sh\nopen'), same('close'), same('~~~\n```'), same('Then wait.')]
  expect(codeOf(blocks)).toEqual([[code('```sh\nopen')], [code('close')], [code('~~~\n```')], []])
})

test('a changed line within a fence stays code, and a removed fence ends nothing that stays', () => {
  const changed: DiffBlock = {
    kind: 'changed',
    pieces: [
      { text: 'open ', change: 'same' },
      { text: 'slowly', change: 'removed' },
      { text: 'fast', change: 'added' },
    ],
  }
  const blocks: DiffBlock[] = [same('```'), { kind: 'removed', text: '```' }, changed, same('```'), same('Words.')]
  expect(codeRuns(blocks)[2]).toEqual([
    { change: 'same', runs: [code('open ')] },
    { change: 'removed', runs: [{ text: 'slowly', code: false }] },
    { change: 'added', runs: [code('fast')] },
  ])
  expect(codeOf(blocks)[4]).toEqual([])
})

test('every letter stays, in order', () => {
  const text = 'One `two` three\n```\nfour `five\n```\nsix'
  const [pieces = []] = codeRuns([same(text)])
  expect(pieces.flatMap(({ runs }) => runs.map((run) => run.text)).join('')).toBe(text)
})
