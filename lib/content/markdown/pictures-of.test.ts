import { expect, test } from 'vitest'
import { picturesOf } from './pictures-of'

const picture = 'https://forum.example/a.png'

test('the pictures of a text are those that its page shows, each once, and its files are counted', () => {
  const text = `![A](${picture}) and ![B](b.png "A title")\n\n> ![again](${picture})\n\n\`![code](c.png)\` [a page](d.png) [a file](upload://e.zip)`
  expect(picturesOf(text, '')).toEqual({ markdown: text, addresses: [picture, 'b.png'], attachments: 1 })
  const tooMuch = `${'*a '.repeat(3_000)}![A](${picture})`
  expect(picturesOf(tooMuch, ''), 'a text that is shown as it was written shows none').toEqual({
    markdown: tooMuch,
    addresses: [],
    attachments: 0,
  })
})

test('an address is replaced wherever its picture stands, and nothing else of the text is', () => {
  const to = JSON.stringify({ [picture]: '/uploads/1.webp', 'b.png': '/uploads/2.webp' })
  expect(
    picturesOf(`![A *bold* one](${picture})![B](b.png "A \\"title\\"") ![C](c.png) [link](${picture}) \`![A](${picture})\``, to).markdown,
  ).toBe(`![A *bold* one](/uploads/1.webp)![B](/uploads/2.webp "A \\"title\\"") ![C](c.png) [link](${picture}) \`![A](${picture})\``)
})
