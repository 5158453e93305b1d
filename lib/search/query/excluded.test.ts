import { expect, test } from 'vitest'
import { excludedOf } from './excluded'

test.each([
  ['monday', ['monday'], []],
  ['größe', ['gross', 'groess'], []],
  ['node.js', ['node.js', 'nodej'], []],
  ['docker-compose', ['dockercompos'], []],
  ['set-up', ['setup'], []],
  ['IPv6', ['ipv6'], []],
  ['$PATH', ['$path'], []],
  ['foo bar', [], [['foo', 'bar']]],
  ['docker-compose file', [], [['docker', 'compos', 'file']]],
  ['東京都', [], [['東京', '京都']]],
  ['???', [], []],
])('what is left out for -%s', (text, terms, phrases) => {
  expect(excludedOf([text])).toEqual({ terms, phrases })
})
