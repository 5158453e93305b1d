import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { newNonce, sealPage } from './content-security'

const digest = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`
const nonce = newNonce()
const own = 'self.__next_f.push([1,"the page"])'
/** A page as Next writes it, around what people have written. */
const pageWith = (theirs: string) =>
  `<!DOCTYPE html><html><head><script src="/_next/static/chunks/a.js" async="" nonce="${nonce}"></script></head><body>` +
  `<div class="prose">${theirs}</div><script nonce="${nonce}" id="_R_">begin()</script><script nonce="${nonce}">${own}</script></body></html>`
/** The page as text, and its policy. */
const seal = (page: string) => {
  const { body, policy } = sealPage(Buffer.from(page), nonce)
  return { html: body.toString(), policy }
}

test('scripts that Next wrote may run, by what they say; the nonce does not leave the house', () => {
  const { html, policy } = seal(pageWith('<p>Hello</p>'))
  expect(policy).toContain(`script-src 'self' ${digest('begin()')} ${digest(own)};`)
  expect(policy).not.toMatch(/unsafe|nonce/)
  expect(html).not.toContain(nonce)
  expect(html).toContain(`<script>${own}</script>`)
  expect(html).toContain('<script src="/_next/static/chunks/a.js" async=""></script>')
})

test.each([
  ['a plain one', '<script>evil()</script>', 'evil()'],
  ['one that looks like one of Next', '<script>self.__next_f.push([1,"evil"])</script>', 'self.__next_f.push([1,"evil"])'],
  ['one with a nonce that was guessed', '<script nonce="AAAAAAAAAAAAAAAAAAAAAAAA">evil()</script>', 'evil()'],
  ['one with the nonce of another page', `<script nonce="${newNonce()}">evil()</script>`, 'evil()'],
  ['one behind a tag that closes what it stands in', '</div></div><script id="_R_">evil()</script><div>', 'evil()'],
  ['one that another one encloses', '<script><script>evil()</script></script>', 'evil()'],
  ['one that is cut off, so that it swallows what follows', '<script>evil()//', `evil()//</div><script nonce="${nonce}" id="_R_">begin()`],
  ['one within a comment that never ends', '<!--<script>evil()</script>', 'evil()'],
])('a script in what people wrote gets no permission: %s', (_, theirs, code) => {
  const { html, policy } = seal(pageWith(theirs))
  // What the browser would run, before and after the nonce is taken out.
  for (const each of [code, code.replaceAll(` nonce="${nonce}"`, '')]) expect(policy).not.toContain(digest(each))
  expect(policy.match(/sha256-/g)).toHaveLength(2)
  expect(html).toContain(theirs)
})

test('the nonce in the data of a page goes too, and the digest is that of what is sent', () => {
  const data = `self.__next_f.push([1,"[{\\"src\\":\\"/a.js\\",\\"nonce\\":\\"${nonce}\\"}]"])`
  const { html, policy } = seal(`<script nonce="${nonce}">${data}</script>`)
  const [, sent = ''] = /<script>([\s\S]*)<\/script>/.exec(html) ?? []
  expect(sent).toContain('\\"nonce\\":\\"$undefined\\"')
  expect(policy).toContain(digest(sent))
})

test('letters of any script stay as they are, and are in the digest as a browser reads them', () => {
  const code = 'self.__next_f.push([1,"§ Größe, 大きさ, 👩‍🔧 →"])'
  const { html, policy } = seal(`<p>§ Größe, 大きさ, 👩‍🔧 →</p><script nonce="${nonce}">${code}</script>`)
  expect(html).toBe(`<p>§ Größe, 大きさ, 👩‍🔧 →</p><script>${code}</script>`)
  expect(policy).toContain(digest(code))
})

test('data is no script', () => {
  expect(seal('<script type="application/ld+json">{"a":1}</script>').policy).toContain("script-src 'self';")
})

test('no two renderings have the same nonce', () => {
  expect(new Set(Array.from({ length: 100 }, newNonce)).size).toBe(100)
})
