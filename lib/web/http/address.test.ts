import { expect, test } from 'vitest'
import { addressFault, isServed, isStatic, readAddress } from './address'

const url = (raw: string) => readAddress(raw).url

test('a page sees the parameters it reads, in one order, and no others', () => {
  expect(url('/threads/1/x?page=2&utm_source=mail&_rsc=abc')).toBe('/threads/1/x?page=2')
  expect(url('/threads/1/x?utm_source=mail')).toBe('/threads/1/x')
  expect(url('/threads?after=b&sort=newest')).toBe(url('/threads?sort=newest&x=1&after=b&sort=views'))
  expect(url('/?a=1')).toBe('/')
  expect(url('/t/some-old-thread/12?u=me')).toBe('/t/some-old-thread/12')
  expect(url('/_next/static/chunks/a.js?1')).toBe('/_next/static/chunks/a.js')
})

test('what may stand several times stays so, and an empty parameter stays one', () => {
  expect(url('/search?tag=b&q=x+y&tag=a&q=z')).toBe('/search?q=x+y&tag=b&tag=a')
  expect(url('/search?q=')).toBe('/search?q=')
  expect(url('/search?q=100%25+%E6%97%A5')).toBe('/search?q=100%25+%E6%97%A5')
})

test('an address with a slash at its end keeps its parameters until it is redirected', () => {
  expect(url('/search/?q=x')).toBe('/search/?q=x')
})

test('NUL is left out, however it was hidden', () => {
  expect(url('/threads%00')).toBe('/threads')
  expect(url('/a%%0000b')).toBe('/ab')
  expect(url('/search?q=a%00b')).toBe('/search?q=ab')
})

test('the whole address that a proxy is asked for is the path in it', () => {
  expect(url('http://elsewhere.example/threads?sort=newest')).toBe('/threads?sort=newest')
  expect(url('https://elsewhere.example')).toBe('/')
})

test('addresses above 8 kB or with more than fifty parameters are refused with a reason', () => {
  expect(addressFault(`/search?q=${'a'.repeat(8_181)}`)).toBeNull()
  expect(addressFault(`/search?q=${'a'.repeat(8_183)}`)).toMatch(/longer than 8 kB/)
  expect(addressFault(`/search?${Array(50).fill('tag=a').join('&')}`)).toBeNull()
  expect(addressFault(`/search?${Array(51).fill('tag=a').join('&')}`)).toMatch(/more than 50 parameters/)
})

test.each([
  '/_next/image',
  '/_next/image/',
  '/_next/data/build/index.json',
  '/_next',
  '/__nextjs_original-stack-frames',
  '/_not-found',
  '/_global-error',
  '/_error',
  '/not-found-page',
  '/%5Fnot-found',
  '/tags/%',
  '/index.rsc',
  '/threads.rsc',
  '/threads.segments/_tree.segment.rsc',
  '/threads%2Ersc',
])('nobody is behind %s', (pathname) => {
  expect(isServed(pathname)).toBe(false)
})

test('files of the build are served, and are no pages', () => {
  for (const file of ['/_next/static/chunks/a.js', '/fonts/inter.woff2', '/icons.svg'])
    expect([isServed(file), isStatic(file)], file).toEqual([true, true])
  for (const page of ['/', '/threads/1/x', '/fonts', '/_next/static/']) expect(isStatic(page), page).toBe(false)
})
