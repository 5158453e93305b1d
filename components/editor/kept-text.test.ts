import { beforeEach, expect, test, vi } from 'vitest'
import { forgetOthers, forgetText, keepText, keptName, keptText } from './kept-text'

/** Keys are those of the object itself, as they are of a browser's storage. */
const emptyStorage = () =>
  Object.create({
    getItem(this: Record<string, string>, name: string) {
      return this[name] ?? null
    },
    setItem(this: Record<string, string>, name: string, value: string) {
      this[name] = value
    },
    removeItem(this: Record<string, string>, name: string) {
      delete this[name]
    },
  })

beforeEach(() => {
  vi.stubGlobal('localStorage', emptyStorage())
  vi.useRealTimers()
})

const reply = 'https://forum.example/threads/5/reply'

test('a text comes back to its person, form and field, until it is forgotten', () => {
  const name = keptName('7', reply, 'body')
  keepText(name, '', 'Written in a tunnel.')
  expect(keptText(name, '')).toBe('Written in a tunnel.')
  expect(keptText(keptName('8', reply, 'body'), '')).toBeNull()
  expect(keptText(keptName('7', reply, 'note'), '')).toBeNull()
  expect(keptText(keptName('7', 'https://forum.example/threads/6/reply', 'body'), '')).toBeNull()
  forgetText(name)
  expect(keptText(name, '')).toBeNull()
})

test('a text never replaces one that its writer has not seen, and is not kept once it says what the page says', () => {
  const name = keptName('7', reply, 'body')
  keepText(name, 'The first text.', 'The first text, longer.')
  expect(keptText(name, 'What another has made of it.')).toBeNull()
  expect(keptText(name, 'The first text.')).toBe('The first text, longer.')
  keepText(name, 'The first text.', 'The first text.')
  expect(Object.keys(localStorage)).toEqual([])
})

test('texts of others and old ones are removed, and nothing else of the storage', () => {
  localStorage.setItem('cairn-keys', 'off')
  keepText(keptName('7', reply, 'body'), '', 'Mine.')
  keepText(keptName('77', reply, 'body'), '', 'Of another.')
  forgetOthers('7')
  expect(Object.keys(localStorage)).toEqual(['cairn-keys', keptName('7', reply, 'body')])
  vi.useFakeTimers({ now: Date.now() + 31 * 86_400_000 })
  forgetOthers('7')
  expect(Object.keys(localStorage)).toEqual(['cairn-keys'])
})

test('a browser that keeps nothing is no fault', () => {
  vi.stubGlobal('localStorage', undefined)
  const name = keptName('7', reply, 'body')
  keepText(name, '', 'x')
  forgetOthers('7')
  expect(keptText(name, '')).toBeNull()
})
