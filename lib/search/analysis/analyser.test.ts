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

test('articles that lose their vowel leave the word after them: L’été is été', () => {
  for (const text of ["l'été", 'L’été', 'd’été', 'qu’été', "jusqu'été"]) expect(terms(text), text).toContain('ete')
  expect(terms("l'API")).toContain('api')
  expect(terms("all'albero")).toContain('albero')
  expect(terms("c'mon don't O’Neill"), 'English ones are no articles').not.toContain('mon')
})

test('letters that not every keyboard has are those that it has', () => {
  const pairs: [string, string][] = [
    ['Straße', 'strasse'],
    ['Łódź', 'lodz'],
    ['smørrebrød', 'smorrebrod'],
    ['Ærø', 'aero'],
    ['œuvre', 'oeuvre'],
    ['Đặng', 'dang'],
    ['þing', 'thing'],
    ['ısı', 'isi'],
    ['ΟΔΟΣ', 'οδός'],
    ['Ёлка', 'елка'],
  ]
  for (const [written, typed] of pairs) expect(terms(written)[0], written).toBe(terms(typed)[0])
  expect(terms('Größe'), 'and two letters for one, as they are spelt out').toContain(terms('groesse')[0])
  expect(terms('smørrebrød')).toContain(terms('smoerrebroed')[0])
})

test('vowels and tones are no accents where a word needs them', () => {
  expect(terms('त्रुटि')).toEqual(['त्रुटि'])
  expect(terms('كَتَبَ')).toEqual(terms('كتب'))
})

test('text without blanks is cut into words, however long it is', () => {
  expect(terms('วิธีเปลี่ยนรหัสผ่านของฐานข้อมูล')).toEqual(expect.arrayContaining(['รหัส', 'ผ่าน', 'ข้อมูล']))
  expect(terms('ວິທີປ່ຽນລະຫັດຜ່ານ').length).toBeGreaterThan(2)
  expect(terms('សួស្តីពិភពលោក').length).toBeGreaterThan(1)
  expect(terms('စကားဝှက်ပြောင်းလဲခြင်း').length).toBeGreaterThan(1)
  const long = 'รหัสผ่าน'.repeat(500)
  const tokens = analyse(long)
  expect(tokens.filter(({ term }) => term === 'รหัส').length).toBeGreaterThan(450)
  expect(tokens.every(({ start, end }) => end > start && end - start < 20)).toBe(true)
})

test('a name with a sign is also the name without it, and words with a hyphen are also one word', () => {
  for (const [written, typed] of [
    ['Node.js', 'nodejs'],
    ['set-up', 'setup'],
    ['Wi-Fi', 'wifi'],
    ['UTF-8', 'utf8'],
    ['@MainActor', 'MainActor'],
    ['v2.0.0', '2.0.0'],
  ] as const)
    expect(terms(written), written).toContain(terms(typed).at(-1))
  expect(terms('state-of-the-art')).toContain(terms('stateoftheart')[0])
  expect(terms('2026-11-24'), 'a date is no number').not.toContain('20261124')
  const joined = analyse('a Wi-Fi box').find(({ term }) => term === 'wifi')
  expect([joined?.start, joined?.end]).toEqual([2, 7])
})

test('an option and a variable keep their sign beside the word', () => {
  expect(terms('tar -xvf (-C) $PATH')).toEqual(expect.arrayContaining(['-xvf', 'xvf', '-c', '$path', 'path']))
  expect(terms('one-way')).not.toContain('-way')
})

test('emoji are words, whatever the colour of the skin', () => {
  expect(terms('🚀')).toEqual(['🚀'])
  expect(terms('👍🏽 👍')).toEqual(['👍', '👍'])
  expect(terms('👩‍💻')).toHaveLength(1)
  expect(terms('🇩🇪🇫🇷')).toEqual(['🇩🇪', '🇫🇷'])
})

test('of a key that is longer than any word the beginning is kept, and a soft hyphen is no sign', () => {
  expect(terms('f'.repeat(200))).toEqual(['f'.repeat(64)])
  expect(terms('co\u00adoperate')).toEqual(terms('cooperate'))
})

test('half-width kana are kana', () => {
  expect(terms('ﾌﾟﾘﾝﾀｰ')).toEqual(terms('プリンター'))
})

test('no term is longer than an index takes, in any script', () => {
  for (const sign of ['ก', 'မ', 'ខ', 'a', '漢', '_', '👩\u200d', '👩🏽\u200d', 'é'])
    for (const { term } of analyse(sign.repeat(3_000))) expect(term.length, sign).toBeLessThanOrEqual(64)
})
