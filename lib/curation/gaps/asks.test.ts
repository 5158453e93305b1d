import { expect, test } from 'vitest'
import { asks, asksMin } from './asks'

test('questions ask, with a question mark or without', () => {
  const openings = [
    ['How do I rotate a camera around a node?', 'I tried to use lookAt but the camera rolls. What am I doing wrong?'],
    ['Shadows missing on terrain', 'The shadows disappear when I move the light. I can’t find out why, please help.'],
    ['Crash on exit', 'The program crashes when I close the window. Here is the stack trace of it.'],
    ['Is there a way to load a scene twice', 'I want to know whether a scene can be loaded twice in the same process.'],
  ]
  for (const [title = '', text = ''] of openings) expect(asks(title, text), title).toBeGreaterThan(asksMin)
})

test('announcements, show-cases and thanks ask nothing', () => {
  const openings = [
    ['Version 1.7 released', 'I am proud to announce that version 1.7 is now available for download. Enjoy the new demo!'],
    ['My platformer project', 'Here is a video of the game that I have been working on. I hope you enjoy it, feedback is welcome.'],
    ['Thank you all', 'Just wanted to say thank you to everyone here. The last year was a good one for all of us.'],
  ]
  for (const [title = '', text = ''] of openings) expect(asks(title, text), title).toBeLessThan(asksMin)
})

test('a question mark within an address is none', () => {
  const text = (link: string) => `The film of it is on the site of the club, and it is long: ${link} is where you see it.`
  expect(asks('A film', text('https://example.org/watch?v=1?'))).toBe(asks('A film', text('https://example.org/watch')))
  expect(asks('A film', text('is it? that'))).toBeGreaterThan(asks('A film', text('it is that')))
})

test('a text that nothing can be read from may as well ask', () => {
  expect(asks('Kamera', 'Die Kamera zittert, sobald sich die Figur bewegt, und zwar jeden Abend.')).toBe(asksMin)
  expect(asks('Camera', '')).toBe(asksMin)
  expect(asks('Kamera', 'Warum zittert die Kamera, sobald sich die Figur bewegt?')).toBeGreaterThan(asksMin)
  expect(asks('カメラ', 'カメラが揺れるのはなぜですか？ 教えてください。')).toBeGreaterThan(asksMin)
})

test('it is a share, however many signs there are', () => {
  const much = asks('How can I? Help, error!', 'How do I? What is wrong? It crashes, please help. Can anyone tell me why?')
  expect(much).toBeGreaterThan(0.99)
  expect(much).toBeLessThan(1)
  const little = asks('New demo released', 'Cheers, check out this video. I just released the preview of it.')
  expect(little).toBeGreaterThan(0)
  expect(little).toBeLessThan(0.1)
})
