import { expect, test } from 'vitest'
import { db, pool } from '../../platform/db/client'
import { findOrCreatePerson, personNameOf } from './find-or-create'

const nameOf = async (id: number) => (await db().person.findUniqueOrThrow({ where: { id } })).name

test('a name stands for one person, in upper and lower case', async () => {
  const id = await findOrCreatePerson(db(), 'Aubrey Quill')
  expect(await nameOf(id)).toBe('Aubrey-Quill')
  expect(await findOrCreatePerson(db(), 'aubrey quill')).toBe(id)
})

test('the name of a person who was deleted is never that of another', async () => {
  await pool().query(`insert into erasure (person_id, name_digest, withdrawn) values (-1, person_name_digest('Gone-Away'), false)`)
  const id = await findOrCreatePerson(db(), 'gone away')
  expect(await nameOf(id)).toBe('gone-away-2')
  expect(await findOrCreatePerson(db(), 'Gone away'), 'the next time it is the same one').toBe(id)
})

test('a name can stand in an address, and is never empty', () => {
  expect(['  A / b?c#d ', '---', 'x'.repeat(80)].map(personNameOf)).toEqual(['A-b-c-d', 'someone', 'x'.repeat(60)])
})
