import { expect, test } from 'vitest'
import { anAccount } from '../../../test/accounts'
import { aMember, aThread, aTopic } from '../../../test/factories'
import { erasePerson } from '../../exchange/own-data'
import { changeProfile } from '../../identity/accounts'
import { viewerOf } from '../../identity/viewer'
import { db } from '../../platform/db/client'
import { postReply } from '../threads'
import { suggestPeople } from './suggest-people'

let counter = 0

async function aPerson(displayName: string) {
  const { personId } = await anAccount(displayName)
  return { personId, viewer: viewerOf(personId, 'member') }
}

async function names(viewer: Parameters<typeof suggestPeople>[0], typed: string, threadId: number | null = null): Promise<string[]> {
  return (await suggestPeople(viewer, typed, threadId, 8)).map(({ displayName }) => displayName)
}

test('those who took part in the thread come first, the latest before the others, then accounts by name; never oneself', async () => {
  const m = `sug${++counter}`
  const [asker, first, last, other] = [
    await aPerson(`${m} Asker`),
    await aPerson(`${m} First`),
    await aPerson(`${m} Last`),
    await aPerson(`${m} Aaron`),
  ]
  const imported = await aMember(`${m} Imported`)
  const thread = await aThread({ by: asker.viewer, at: new Date('2026-01-01') })
  const elsewhere = await aThread({ by: imported })
  await postReply(first.viewer, { threadId: thread.id, body: 'One.', at: new Date('2026-01-02') })
  await postReply(last.viewer, { threadId: thread.id, body: 'Two.', at: new Date('2026-01-03') })
  expect(await names(last.viewer, m.toUpperCase(), thread.id)).toEqual([`${m} First`, `${m} Asker`, `${m} Aaron`])
  expect(await names(other.viewer, '', thread.id), 'without a letter').toEqual([`${m} Last`, `${m} First`, `${m} Asker`])
  expect(await names(other.viewer, `[${m} f`, thread.id), 'in brackets').toEqual([`${m} First`])
  expect(await names(other.viewer, '')).toEqual([])
  expect(await names(other.viewer, `${m} I`), 'an author without an account').toEqual([])
  expect(await names(other.viewer, `${m} I`, elsewhere.id)).toEqual([`${m} Imported`])
  expect(await names(other.viewer, '%')).toEqual([])
})

test('of a thread that one may not see nobody is told, and neither of suspended and deleted people', async () => {
  const m = `sug${++counter}`
  const [viewer, suspended, gone, hidden] = [
    await aPerson(`${m} Viewer`),
    await aPerson(`${m} Suspended`),
    await aPerson(`${m} Gone`),
    await aMember(`${m} Hidden`),
  ]
  const secret = await aThread({ topicId: await aTopic({ visibility: 'editors' }), by: hidden })
  expect(await names(viewer.viewer, '', secret.id)).toEqual([])
  const open = await aThread({ by: suspended.viewer })
  await postReply(gone.viewer, { threadId: open.id, body: 'Here.' })
  const byHidden = await postReply(hidden, { threadId: open.id, body: 'Hidden.' })
  await db().reply.update({ where: { id: byHidden.id }, data: { hiddenAt: new Date() } })
  await db().user.update({ where: { personId: suspended.personId }, data: { suspendedAt: new Date() } })
  await erasePerson(gone.viewer, gone.personId, { withdraw: false })
  expect(await names(viewer.viewer, '', open.id)).toEqual([])
  expect(await names(viewer.viewer, m)).toEqual([])
})

test('what is inserted mentions this person and nobody else', async () => {
  const m = `sug${++counter}`
  const [viewer, plain, first, second] = [
    await aPerson(`${m}viewer`),
    await aPerson(`${m}plain`),
    await aPerson(`${m} One`),
    await aPerson(`${m} Two`),
  ]
  const inserts = async () => (await suggestPeople(viewer.viewer, m, null, 8)).map(({ insert }) => insert).sort()
  expect(await inserts()).toEqual([`@[${m} One]`, `@[${m} Two]`, `@${m}plain`])
  for (const { personId } of [first, second]) await changeProfile(personId, { displayName: `${m} Twin`, about: '' })
  // The name in the address of one is what others read of another.
  await changeProfile(plain.personId, { displayName: `${m} One`, about: '' })
  expect(await inserts()).toEqual([`@${m}-One`, `@${m}-Two`, `@${m}plain`])
})
