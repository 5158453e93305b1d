import { expect, test } from 'vitest'
import { titleLengthMax } from './limits'
import { urls } from './urls'
import { wayBack, wayBackFrom } from './way-back'

test('someone who signs in returns to a page of this site and to no other', () => {
  for (const address of ['/', '/threads/7/a-stone?page=2', '/tags/%23c', '/search?q=a+b&tag=x'])
    expect(wayBack(address), address).toBe(address)
  const elsewhere = [
    '',
    'threads/7',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/a\\b',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    '/a\r\nSet-Cookie: x=1',
    '/\u0000/evil.example',
    '/ /evil.example',
    'javascript:alert(1)',
    '/\u2215/evil.example',
  ]
  for (const address of elsewhere) {
    expect(wayBack(address), JSON.stringify(address)).toBe('/')
    expect(urls.signIn({ next: address }), JSON.stringify(address)).toBe('/sign-in')
  }
  // What is left is on this site for a browser, too.
  for (const address of ['/.//evil.example', '/..//evil.example', '/@evil.example', '/:80/x'])
    expect(new URL(wayBack(address), 'https://here.example/x').origin).toBe('https://here.example')
})

test('nobody returns to a page for getting in or out', () => {
  for (const address of ['/sign-in?next=%2Fthreads', '/sign-up', '/sign-out', '/reset?token=secret', '/undo-address?token=secret'])
    expect(wayBack(address), address).toBe('/')
  expect(wayBack('/sign-inside'), 'another page').toBe('/sign-inside')
})

test('the ask form keeps the longest title, in a script of many bytes a letter', () => {
  const address = urls.ask({ title: '字'.repeat(titleLengthMax), topic: 'a-topic', tags: ['one', 'two'] })
  expect(wayBack(address)).toBe(address)
})

test('an address that is too long for a link loses its parameters', () => {
  expect(wayBack(`/search?q=${'a'.repeat(5_000)}`)).toBe('/search')
  expect(wayBack(`/${'a'.repeat(5_000)}`)).toBe('/')
})

test('links for getting in lead back to the page they are on, and among themselves to where one came from', () => {
  expect(wayBackFrom('/threads/7/a-stone?page=2')).toBe('/threads/7/a-stone?page=2')
  expect(wayBackFrom('/sign-in?next=%2Fthreads%2F7%2Fa-stone%3Fpage%3D2')).toBe('/threads/7/a-stone?page=2')
  expect(wayBackFrom('/sign-up', '/threads/7/a-stone')).toBe('/threads/7/a-stone')
  expect(wayBackFrom('/reset?token=secret')).toBe('/')
  const next = '/search?q=a+%26+b&tag=%23c'
  for (const link of [urls.signIn({ next }), urls.signUp({ next }), urls.forgot({ next })]) expect(wayBackFrom(link), link).toBe(next)
})
