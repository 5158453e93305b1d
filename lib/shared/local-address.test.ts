import { expect, test } from 'vitest'
import { localAddress } from './local-address'

test.each(['/', '/threads/3/a-title?page=2', '/search?q=%22a%20b%22'])('%s is an address of this site', (address) => {
  expect(localAddress(address)).toBe(address)
})

test.each([
  '',
  'threads',
  '//elsewhere.example',
  '/\\elsewhere.example',
  'https://elsewhere.example',
  '/a b',
  '/a\n/b',
  'javascript:alert(1)',
])('%j is none, so a form cannot lead elsewhere', (address) => {
  expect(localAddress(address)).toBe('/')
  expect(localAddress(address, '/settings')).toBe('/settings')
})
