import { expect, test } from 'vitest'
import { tagsOf, textOf } from './tags-of'

test('a text has a tag between commas and lines, each once', () => {
  expect(tagsOf(' c++, tls,,tls\nhome lab , ')).toEqual(['c++', 'tls', 'home lab'])
  expect(tagsOf('')).toEqual([])
})

test('what is being typed belongs to the field’s text before it is a chip', () => {
  expect(textOf(['tls', 'dns'], ' mtu ')).toBe('tls, dns, mtu')
  expect(textOf(['tls'], 'tls')).toBe('tls')
  expect(textOf([], '')).toBe('')
})
