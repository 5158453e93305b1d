import { expect, test } from 'vitest'
import { isSubstantial } from './substance'

const text = 'Close the valve before you restart the controller. It takes 30 seconds at 5 bar, then run `valve --open` again.'

test('spelling, case, punctuation and Markdown are no change of substance', () => {
  const same = [
    text.replace('controller', 'contoller'),
    text.replace('restart', 'Restart').replace('before', '**before**'),
    text.replace('. It', ' – it'),
    text.replace('seconds', 'secnods'),
    `> ${text}`,
    `- ${text}`,
    text.replace('Close the', '*Close* ~~the~~'),
    text.replace('`valve --open`', '\n\n```sh\nvalve --open\n```\n\n'),
    text.replace('controller', 'control ler'),
    `${text}  \n`,
  ]
  for (const after of same) {
    expect(isSubstantial(text, after), after).toBe(false)
    expect(isSubstantial(after, text), after).toBe(false)
  }
  expect(isSubstantial('Run ls there.', 'Run `ls` there.')).toBe(false)
  expect(isSubstantial('See https://example.org/a.', 'See <http://www.example.org/a/>.')).toBe(false)
})

test('other words, numbers, code, addresses and negations are', () => {
  const other = [
    text.replace('30', '300'),
    text.replace('5 bar', '-5 bar'),
    text.replace('before', 'after'),
    text.replace('Close', "Don't close"),
    text.replace('It takes', "It doesn't take"),
    text.replace('--open', '--close'),
    text.replace('the controller', 'the pump'),
    `${text} Wait.`,
    text.replace(' again', ''),
    text.replace('controller', 'controller at https://example.org'),
    'Open the door.',
  ]
  for (const after of other) {
    expect(isSubstantial(text, after), after).toBe(true)
    expect(isSubstantial(after, text), after).toBe(true)
  }
  const pairs: [string, string][] = [
    ['It should open.', "It shouldn't open."],
    ['It is possible.', 'It is impossible.'],
    ['A safe valve.', 'An unsafe valve.'],
    ['They increase it.', 'They decrease it.'],
    ['Include it.', 'Exclude it.'],
    ['If a < b, stop.', 'If a > b, stop.'],
    ['Version 1.5', 'Version 15'],
    ['It can.', "It can't."],
    ['See [it](https://example.org/a).', 'See [it](https://example.org/b).'],
  ]
  for (const [before, after] of pairs) expect(isSubstantial(before, after), after).toBe(true)
})
