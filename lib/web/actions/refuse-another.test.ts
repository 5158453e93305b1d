import { expect, test } from 'vitest'
import { viewerOf } from '../../identity/viewer'
import type { SentForm } from '../http'
import { refuseAnother } from './refuse-another'

const signedIn = { person: { id: 7, name: 'ines', displayName: 'Ines' }, viewer: viewerOf(7, 'member') } as Parameters<
  typeof refuseAnother
>[1]
const from = (writer?: string): SentForm => ({ values: writer === undefined ? {} : { writer: [writer] }, files: [] })

test('a form that somebody else began is refused; one of one’s own, of a visitor, or without a writer is not', () => {
  expect(() => refuseAnother(from('8'), signedIn)).toThrow('Someone else is signed in here now.')
  for (const writer of ['7', '', undefined]) expect(() => refuseAnother(from(writer), signedIn)).not.toThrow()
  expect(() => refuseAnother(from('8'), null), 'who signed out is led to the sign-in page').not.toThrow()
})
