import { expect, test } from 'vitest'
import { doubtMin, doubts } from './doubt'

const about = 'Renewing certificates behind a proxy. Stop the proxy, run the renewal with the standalone option, and start the proxy again.'

test.each([
  'I tried this with version 5 and it does not work any more.',
  'Unfortunately this doesn’t work.',
  'I followed the steps and still get the same error.',
  'The standalone option no longer works. I had to use another one.',
  'I am on the newest release. The link is dead.',
])('a reply that says it fails is a doubt: %s', (reply) => {
  expect(doubts(reply, about)).toBeGreaterThanOrEqual(doubtMin)
})

test.each([
  'How do I renew certificates of several hosts at once?',
  'Does this not work with wildcard certificates?',
  'Thanks, works, no problem.',
  'I tried it and it works fine now, the error is gone.',
  'That is not a problem any more, thank you!',
  'I see: since the update the crash is not a problem anymore.',
  'If it does not work, I would restart the proxy first.',
  'You should stop the proxy before you run it.',
  '',
  '   \n\n',
])('a reply that asks, thanks, advises or says nothing is none: %s', (reply) => {
  expect(doubts(reply, about)).toBeLessThan(doubtMin)
})

test.each([
  '> I tried this and it does not work any more.\n\nWhich version is that?',
  '[quote="Ann, post:3, topic:7"]\nI tried this and it does not work.\n[/quote]\nWhich version is that?',
  '[quote=“Ann”][quote=“Bea”]I tried it.[/quote]It does not work.[/quote]\nWhich version is that?',
  '\\[quote=“Ann”]\nI tried this and it does not work.\\[/quote]\n\nWhich version is that?',
  '<blockquote><p>I tried this and it does not work.</p></blockquote>\n\nWhich version is that?',
  '> I tried this and it does not work any more.',
])('what others are quoted with is not what the reply says: %s', (reply) => {
  expect(doubts(reply, about)).toBeLessThan(doubtMin)
})

test('code, addresses and what is struck out report nothing', () => {
  const output = 'it does not work\nthe same error\nstill not working'
  for (const reply of [
    `I use this script:\n\n\`\`\`\n${output}\n\`\`\`\n\nIt takes a minute.`,
    `I use this script:\n\n    # it does not work\n\nIt takes a minute.`,
    'I use `it does not work` as its text.',
    'I wrote it down at https://example.org/it-does-not-work.still-broken',
    '~~I tried it and it does not work.~~ My mistake.',
  ])
    expect(doubts(reply, about), reply).toBeLessThan(doubtMin)
  expect(doubts(`I tried it. It does not work.\n\n\`\`\`\n${output}\n\`\`\``, about)).toBeGreaterThanOrEqual(doubtMin)
})

test('in some other languages the plainest reports are known, in others none is', () => {
  for (const reply of [
    'Das funktioniert leider nicht mehr.',
    'Ça ne marche plus.',
    'Ya no funciona.',
    'Já não funciona.',
    'Больше не работает.',
  ])
    expect(doubts(reply, ''), reply).toBeGreaterThanOrEqual(doubtMin)
  for (const reply of [
    'もう動きません。',
    '已经不能用了。',
    'To już nie działa.',
    'Как это настроить?',
    'Wenn es nicht funktioniert, neu starten.',
    'Если не работает, перезапустите.',
  ])
    expect(doubts(reply, ''), reply).toBeLessThan(doubtMin)
})

test('a reply that fails at something else is no doubt about this', () => {
  const reply =
    'It does not work. My radio app shows a grey screen, the volume slider jumps to zero and the equalizer loses every preset I saved.'
  expect(doubts(reply, about)).toBeLessThan(doubtMin)
  expect(doubts(reply, 'The radio app: volume slider, equalizer and presets')).toBeGreaterThanOrEqual(doubtMin)
  expect(doubts(reply, ''), 'with nothing to compare, only the reply counts').toBeGreaterThanOrEqual(doubtMin)
  expect(doubts('It does not work.', about), 'a short one has no words to compare').toBeGreaterThanOrEqual(doubtMin)
})

test('a long hostile text takes no longer than any long text', () => {
  for (const part of ['[quote', '[quote]', '`', '<pre>', 'not really ', 'still a ', '> ', '](', '~~', 'is very '])
    expect(doubts(part.repeat(20_000), about), part).toBeLessThan(doubtMin)
})
