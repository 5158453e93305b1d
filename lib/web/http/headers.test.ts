import { afterEach, expect, test, vi } from 'vitest'
import * as settings from '../../platform/env/env'
import { rawAnswer, securityHeaders } from './headers'
import { writtenCookie } from './written-cookie'

afterEach(() => vi.restoreAllMocks())
const reachedAt = (siteUrl: string) => vi.spyOn(settings, 'env').mockReturnValue({ ...settings.env(), siteUrl })

test('a site that is reached over TLS asks browsers to stay there, and sends its cookies there alone', () => {
  reachedAt('https://cairn.example')
  expect(securityHeaders()['Strict-Transport-Security']).toBe('max-age=31536000')
  expect(rawAnswer('400 Bad Request', 'x')).toContain('Strict-Transport-Security: max-age=31536000\r\n')
  expect(writtenCookie()).toMatch(/; Secure$/)
})

test('a site without TLS asks for none: it could not be reached any more', () => {
  reachedAt('http://localhost:3000')
  expect(securityHeaders()).not.toHaveProperty('Strict-Transport-Security')
  expect(writtenCookie()).not.toContain('Secure')
})
