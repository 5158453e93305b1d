import { expect, test } from 'vitest'
import { lettersIn, linksIn } from './links-in'
import { isMostlyLinks, tracesOf } from './rules'

const here = 'help.example.org'
const post = (body: string, title = 'A question') => ({ title, body })

test('links to other sites are found in Markdown, each once, and not in code or to this site', () => {
  const text = `See [here](https://pumps.example/buy?from=a) and https://www.pumps.example/buy/, www.valves.example.
    \`https://in.code.example\` and https://help.example.org/threads/1

\`\`\`
GET https://in.a.log.example/x
\`\`\`
`
  expect(linksIn(text, here)).toEqual(['pumps.example/buy', 'valves.example'])
  expect(linksIn('no link, not even http:// or www', here)).toEqual([])
})

test('letters of any script count, outside of links and code', () => {
  expect(lettersIn('Ab 1 https://x.example/abcdef `code`')).toBe(3)
  expect(lettersIn('泵为什么停')).toBe(5)
})

test('a post that is little but links is suspicious; one with words around them, a single link or a log is not', () => {
  const links = 'https://a.example/x https://b.example/y'
  expect(isMostlyLinks(post(`Buy here: ${links}`), here)).toBe(true)
  expect(isMostlyLinks(post('Buy here: https://a.example/x'), here)).toBe(false)
  expect(isMostlyLinks(post(`${'The pump hums and then it stops, which nobody can explain. '.repeat(4)}${links}`), here)).toBe(false)
  expect(isMostlyLinks(post(`\`\`\`\n${links} https://c.example\n\`\`\``), here)).toBe(false)
  expect(isMostlyLinks(post('Long enough text without any link in it.', 'Visit https://a.example now'), here)).toBe(true)
})

test('a text is recognised whatever its case, spaces and signs; a short one is not looked for', () => {
  const text = 'Our pumps are the best pumps that money can buy, and they never stop humming at all.'
  const other = text.toUpperCase().replaceAll(' ', '  ').replace('.', '!!!')
  expect(tracesOf(post(text), here).text).toEqual(tracesOf(post(other, 'Another title'), here).text)
  expect(tracesOf(post(text), here).text).not.toEqual(tracesOf(post(`${text} x`), here).text)
  expect(tracesOf(post('Thank you, that works!'), here).text).toBeNull()
})

test('a link is recognised whatever comes after its path, in another text', () => {
  const [first] = tracesOf(post('https://www.pumps.example/buy?ref=1'), here).links
  const [second] = tracesOf(post('Look: http://pumps.example/buy/#now'), here).links
  expect(first).toEqual(second)
  expect(tracesOf(post('https://pumps.example/sell'), here).links[0]).not.toEqual(first)
})
