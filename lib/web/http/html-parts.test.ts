import { expect, test } from 'vitest'
import { aRequestContext } from '../../../test/request-context'
import { keepHtml } from './html-parts'
import { withRequest } from './request-context'

const htmlPart = Reflect.get(globalThis, Symbol.for('cairn.html-part'))

test('HTML is kept for the page that is being made, and found by its number there', () => {
  withRequest(aRequestContext(), () => {
    expect([keepHtml('<p>one</p>'), keepHtml('<p>two</p>')]).toEqual([0, 1])
    expect([htmlPart(0), htmlPart(1)]).toEqual(['<p>one</p>', '<p>two</p>'])
  })
  withRequest(aRequestContext(), () => expect(() => htmlPart(0)).toThrow('The page has no HTML with the number 0.'))
})

test('outside of a request, nothing is kept', () => {
  expect(keepHtml('<p>one</p>')).toBeNull()
})
