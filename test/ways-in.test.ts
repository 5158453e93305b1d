import { expect, test } from 'vitest'
import { sources } from './sources'

/** Where addresses of pages for getting in may be written: the makers of links, the table of routes, and what a form is sent to. */
const home = ['lib/shared/urls.ts', 'lib/shared/way-back.ts', 'lib/web/http/routes.ts', 'lib/web/actions/', 'lib/identity/accounts/auth.ts']
const written = /(?<!\.)\/(sign-in|sign-up|forgot)\b/
const link = /\b(?:href|redirect)[={(]+urls\.(?:signIn|signUp|forgot)\(([^)]*)/g

test('links for getting in are made by urls alone, and on a page they name where one came from', () => {
  let links = 0
  for (const [file, text] of sources) {
    if (!/^(app|components|lib)\//.test(file)) continue
    if (!home.some((prefix) => file.startsWith(prefix))) {
      const lines = text.split('\n').filter((line) => written.test(line) && !/PageProps<|^\s*(\/\/|\*|\/\*)/.test(line))
      // Search in the mails that were sent names the address that they have in them.
      if (file !== 'lib/exchange/own-data/erase-rows.ts') expect(lines, file).toEqual([])
    }
    for (const [whole, options] of text.matchAll(link)) {
      links++
      expect(options, `${file}: ${whole}`).toMatch(/\bnext\b/)
    }
  }
  expect(links, 'links that were looked at').toBeGreaterThan(10)
})
