import { expect, test } from 'vitest'
import { analyse } from './analyser'

const terms = (text: string) => analyse(text).map((token) => token.term)

test('words are stemmed, so that forms of a word are one', () => {
  expect(terms('renewing renewals renewed')).toEqual(['renew', 'renew', 'renew'])
})

test('technical words survive whole', () => {
  expect(terms('C++')).toContain('c++')
  expect(terms('C#')).toContain('c#')
  expect(terms('.NET')).toContain('.net')
  expect(terms('error -65570 again')).toContain('-65570')
  expect(terms('@MainActor')).toContain('@mainactor')
  expect(terms('TLSv1.3')).toContain('tlsv1.3')
})

test('an identifier is found whole, apart and by its parts', () => {
  expect(terms('NWBrowser')).toEqual(['nw', 'browser', 'nwbrowser'])
  expect(terms('sec_protocol_options')).toEqual(['sec', 'protocol', 'option', 'sec_protocol_options'])
})

test('a version is its number: iOS 18 is not iOS 17', () => {
  expect(terms('iOS 18')).toContain('18')
  expect(terms('iOS 18')).not.toContain('17')
})

test('CJK text is found by any two characters side by side', () => {
  expect(terms('東京タワー')).toEqual(['東京', '京タ', 'タワ', 'ワー'])
})

test('accents and apostrophes do not matter, places in the text do', () => {
  expect(terms('Café')).toEqual(terms('cafe'))
  expect(terms("don't")).toEqual(terms('dont'))
  const [token] = analyse('  Café')
  expect([token?.start, token?.end]).toEqual([2, 6])
})

test('what is no text makes no words', () => {
  expect(terms('… — !!! ̈ \u200d')).toEqual([])
})
