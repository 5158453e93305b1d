import { createElement as element, Fragment, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { htmlOf } from './html-of'

const Row = ({ name, children }: { name: string; children?: ReactNode }) =>
  element('tr', { role: 'row' }, element('td', { className: name === '' ? undefined : name }, name, children))

test.each<[string, ReactNode]>([
  ['signs that mean something in HTML', element('p', { title: `"it's" <b> & more` }, `<script>alert('1' & "2")</script>`)],
  ['numbers, nothing, yes and no', element('p', null, 0, null, undefined, true, false, '', [1, ['two']])],
  ['components, fragments and lists', element('tbody', null, [element(Row, { key: 1, name: 'a' }, element(Fragment, null, 'b', 3))])],
  ['attributes that JSX spells otherwise', element('label', { className: 'c', htmlFor: 'f' }, element('time', { dateTime: '2026-11-21' }))],
  ['attributes of fields', element('p', { tabIndex: -1 }, element('input', { maxLength: 9 }))],
  ['attributes that are there or not', element('details', { open: true, hidden: false, title: undefined, 'data-row': null })],
  ['states that are said in words', element('svg', { 'aria-hidden': true, 'aria-busy': false }, element('use', { href: '/icons.svg#s1' }))],
  ['tags without an end', element('p', null, element('br'), element('hr'), element('input', { name: 'a' }))],
  ['text between tags', element('span', null, ' § ', 3, ' ', element('bdi', null, 'Überschrift'))],
])('writes what React writes: %s', (_, node) => {
  expect(htmlOf(node)).toBe(renderToStaticMarkup(node))
})

test('a box that is ticked is written so', () => {
  expect(htmlOf(element('input', { type: 'checkbox', defaultChecked: true }))).toBe('<input type="checkbox" checked=""/>')
  expect(htmlOf(element('input', { type: 'checkbox', defaultChecked: false }))).toBe('<input type="checkbox"/>')
})

const client = Object.assign(() => null, { $$typeof: Symbol.for('react.client.reference') })

test.each<[string, Parameters<typeof element>[0], object?]>([
  ['a Client Component', client],
  ['an async component', async () => 'text'],
  ['a handler', 'p', { onClick: () => undefined }],
  ['a style', 'p', { style: { color: 'red' } }],
  // Its name may stand in components/ui/html.tsx alone.
  ['HTML', 'p', { [['dangerously', 'Set', 'Inner', 'HTML'].join('')]: { __html: '<b>' } }],
  ['a link that is no address of a page', 'a', { href: 'data:text/html,a' }],
])('refuses what it can’t write: %s', (_, type, props) => {
  expect(() => htmlOf(element(type, props))).toThrow(/written as HTML|lead to/)
})
