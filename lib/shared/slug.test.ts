import { expect, test } from 'vitest'
import { slugOf, tagNameOf } from './slug'

test('a title in Latin, Greek or Cyrillic letters gives an address in plain letters', () => {
  expect(slugOf('Größe der Straße')).toBe('groesse-der-strasse')
  expect(slugOf('GRÖSSE u\u0308ber alles')).toBe('groesse-ueber-alles')
  expect(slugOf('Où est l’été ? Œuvre ﬁn')).toBe('ou-est-lete-oeuvre-fin')
  expect(slugOf('Łódź, Tiếng Việt, ı')).toBe('lodz-tieng-viet-i')
  expect(slugOf('Прокси отвечает 407')).toBe('proksi-otvechaet-407')
  expect(slugOf('Ελληνικά ψωμί')).toBe('ellinika-psomi')
})

test('letters of other scripts stay in the address, with their vowel signs', () => {
  expect(slugOf('デザインと表示')).toBe('デザインと表示')
  expect(slugOf('硬件与驱动: GPU 2')).toBe('硬件与驱动-gpu-2')
  expect(slugOf('हिन्दी में')).toBe('हिन्दी-में')
  expect(slugOf('مرحبا، ١٢')).toBe('مرحبا-١٢')
  expect(Array.from(slugOf('字'.repeat(300)))).toHaveLength(50)
})

test('an address is never empty, and never a page of ours', () => {
  expect(slugOf('🎨 !!')).toBe('thread')
  expect(slugOf('…', 'topic')).toBe('topic')
  expect(slugOf('Related')).toBe('related-thread')
})

test('names of languages keep their sign in an address', () => {
  expect(['C', 'C++', 'C#', 'F# 8', 'abc#1'].map((title) => slugOf(title))).toEqual(['c', 'cpp', 'csharp', 'fsharp-8', 'abc-1'])
})

test('c, c#, f#, c++, .net and c#-8.0 are tags of their own', () => {
  const names = ['c', 'C#', 'f#', 'C++', '.NET', 'c#-8.0', 'node.js', 'c# 8']
  expect(names.map(tagNameOf)).toEqual(['c', 'c#', 'f#', 'c++', '.net', 'c#-8.0', 'node.js', 'c#-8'])
})

test('a tag written as #swift is swift, and what can be no address is no tag', () => {
  expect(['#swift', '##a b/c?', ' # ', '..', '---', 'cafe\u0301'].map(tagNameOf)).toEqual(['swift', 'a-b-c', '', '', '', 'caf\u00e9'])
})
