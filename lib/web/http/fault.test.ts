import { expect, test } from 'vitest'
import { simplePage } from '../server/simple-page'
import { faultStatus } from './fault'

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code })

test.each([
  ['a full disk, as PostgreSQL says it', withCode('53100')],
  ['too many connections', withCode('53300')],
  ['a database that goes down', withCode('57P01')],
  ['a database that is away', withCode('ECONNREFUSED')],
  ['a database that takes no writes', withCode('25006')],
  ['a full disk, as Prisma wraps it', Object.assign(new Error('x'), { cause: { kind: 'postgres', originalCode: '53100' } })],
  [
    'the same where it knows the statement',
    Object.assign(withCode('P2010'), { meta: { driverAdapterError: { cause: { originalCode: '53100' } } } }),
  ],
  ['a full disk, as Node says it', withCode('ENOSPC')],
  ['no connection in time', new Error('timeout exceeded when trying to connect')],
  ['several addresses that all refuse', new AggregateError([withCode('ECONNREFUSED')])],
])('503: %s', (_, error) => {
  expect(faultStatus(error)).toBe(503)
})

test.each([
  ['a mistake in the program', new TypeError('x is not a function')],
  ['a constraint', withCode('23505')],
  ['something thrown that is no error', 'oops'],
  ['nothing', undefined],
])('500: %s', (_, error) => {
  expect(faultStatus(error)).toBe(500)
})

test('the page of a failure gives back what was typed as text, and no password', () => {
  const html = simplePage({
    title: '<b>',
    text: '"quoted" & more',
    form: {
      action: '/ask?title="><script>',
      values: {
        title: ['</textarea><script>evil()</script>'],
        body: ['\nA line'],
        'tags[]': ['a', 'b'],
        password: ['secret word'],
        key: ['k-1'],
      },
    },
  })
  expect(html).not.toContain('<script>')
  expect(html).not.toContain('secret word')
  expect(html).toContain('&#60;/textarea&#62;')
  // The browser leaves out one line break after the tag: what was typed keeps its own.
  expect(html).toContain('rows="2">\n\nA line</textarea>')
  expect(html).toContain('<input type="hidden" name="key" value="k-1">')
  expect(html, 'without its password the form can’t be sent again').not.toContain('Send it again')
})
