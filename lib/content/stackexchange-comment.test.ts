import { expect, test } from 'vitest'
import { commentToMarkdown } from './stackexchange-comment'

test('List<string> in a comment stays, and so does every other tag: comments are text', () => {
  expect(commentToMarkdown('Do you mean List<string> or <b>IEnumerable<T></b>? A <details> tag.')).toBe(
    'Do you mean List\\<string> or \\<b>IEnumerable\\<T>\\</b>? A \\<details> tag.',
  )
})

test('code, bold, italic and links of a comment work', () => {
  expect(
    commentToMarkdown('Use `a*b*c` in **bold `x`**, *it* and _this_: [here](https://a.example/c_(d)) or https://b.example/a_b_c'),
  ).toBe('Use `a*b*c` in **bold `x`**, *it* and *this*: [here](https://a.example/c_\\(d\\)) or <https://b.example/a_b_c>')
  expect(commentToMarkdown('@Zo&#235; snake_case_name 1 < 2 & 2*3*4')).toBe('@Zoë snake_case_name 1 < 2 & 2*3*4')
})

test('nothing else of Markdown does', () => {
  expect(['# a', '- a', '1. a', '> a', '~~a~~', '![p](https://a.example/p.png)'].map(commentToMarkdown)).toEqual([
    '\\# a',
    '\\- a',
    '1\\. a',
    '\\> a',
    '\\~\\~a\\~\\~',
    '\\![p](https://a.example/p.png)',
  ])
})
