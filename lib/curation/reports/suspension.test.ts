import { expect, test } from 'vitest'
import { anAccount } from '../../../test/accounts'
import { aMember, anEditor } from '../../../test/factories'
import { listPeople } from '../../identity/accounts'
import { viewerOf } from '../../identity/viewer'
import { db } from '../../platform/db'
import { readQueue } from './read-queue'
import { declineSuspension, proposeSuspension, readProposal, suspendPerson, suspendProposed } from './suspension'

const suspensions = { kind: 'suspension' as const, after: null }

test('an editor proposes, admins see it in the queue and in the list of people, and suspend with one step', async () => {
  const { personId } = await anAccount('Proposed Person')
  const { personId: adminId } = await anAccount('Deciding Admin', 'admin')
  const admin = viewerOf(adminId, 'admin')
  const editor = await anEditor()
  await expect(proposeSuspension(await aMember(), personId, 'x')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(proposeSuspension(editor, personId, ' ')).rejects.toMatchObject({ code: 'invalid' })
  await expect(proposeSuspension(editor, (await aMember()).personId, 'x')).rejects.toMatchObject({ code: 'not_found' })
  await proposeSuspension(editor, personId, 'It only advertises.')
  await expect(proposeSuspension(await anEditor(), personId, 'Me, too.')).rejects.toMatchObject({ code: 'conflict' })
  const row = (await readQueue(editor, suspensions)).rows.find(({ author }) => author?.id === personId)
  expect(row).toMatchObject({ words: 'It only advertises.', post: null })
  await expect(suspendProposed(editor, row?.id ?? 0, 'x')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(declineSuspension(editor, row?.id ?? 0, 'x')).rejects.toMatchObject({ code: 'forbidden' })
  const listed = async () => (await listPeople(admin, { text: 'Proposed Person', filter: 'proposed', sort: 'joined' })).rows
  expect(await listed()).toMatchObject([{ id: personId, isProposed: true, isSuspended: false }])
  expect(await readProposal(admin, personId)).toMatchObject({ words: 'It only advertises.' })
  await suspendProposed(admin, row?.id ?? 0, 'You only advertise.')
  expect(await db().user.findUnique({ where: { personId } })).toMatchObject({ suspendedReason: 'You only advertise.' })
  expect(await listed()).toEqual([])
  expect(await readProposal(admin, personId)).toBeNull()
  await expect(suspendProposed(admin, row?.id ?? 0, 'Twice.')).rejects.toMatchObject({ code: 'conflict' })
})

test('a proposal ends when an admin declines it, or suspends the account without it', async () => {
  const { personId } = await anAccount('Spared Person')
  const { personId: adminId } = await anAccount('Sparing Admin', 'admin')
  const admin = viewerOf(adminId, 'admin')
  const editor = await anEditor()
  await proposeSuspension(editor, personId, 'Perhaps.')
  await declineSuspension(admin, (await readProposal(admin, personId))?.caseId ?? 0, 'Not yet.')
  expect(await db().user.findUnique({ where: { personId } })).toMatchObject({ suspendedAt: null })
  await proposeSuspension(editor, personId, 'Now?')
  await suspendPerson(admin, personId, 'Yes.')
  expect((await readQueue(editor, suspensions)).rows.filter(({ author }) => author?.id === personId)).toEqual([])
})
