import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { anAccount } from '../../test/accounts'
import { aThread, aTopic } from '../../test/factories'
import { makeFirstTopic } from '../community/topics'
import { viewerOf } from '../identity/viewer'
import { db, pool } from '../platform/db/client'
import { env } from '../platform/env/env'
import { askToRemoveSample, type Checklist, readChecklist, setStepAside } from './checklist'

const admin = async () => viewerOf((await anAccount('Checking Admin', 'admin')).personId, 'admin')
const doneOf = ({ steps }: Checklist) => steps.filter(({ done }) => done).map(({ name }) => name)
const asideOf = ({ steps }: Checklist) => steps.filter(({ aside }) => aside).map(({ name }) => name)

test('a step is ticked by what there is, and unticked when it is gone', async () => {
  const viewer = await admin()
  await db().topic.deleteMany()
  await makeFirstTopic(db())
  expect(doneOf(await readChecklist(viewer)), 'the topic that the program makes is no choice; no sample is left').toEqual(['sample'])

  const sampleTopic = await aTopic({ name: 'Of the sample' })
  const { id } = await aThread({ topicId: sampleTopic })
  await db().sampleRow.createMany({
    data: [
      { kind: 'topic', subjectId: sampleTopic },
      { kind: 'thread', subjectId: id },
    ],
  })
  const withSample = await readChecklist(viewer)
  expect(doneOf(withSample), 'a topic of the sample is no choice either').toEqual([])
  expect(withSample.sample).toEqual({ threads: 1, answers: 0 })

  await aTopic({ name: 'Their own' })
  await db().importSource.create({
    data: {
      name: 'old forum',
      kind: 'discourse',
      records: { create: { kind: 'thread', externalId: '1', localId: id, digest: new Uint8Array() } },
    },
  })
  const { personId } = await anAccount('Second Editor', 'editor')
  fs.writeFileSync(path.join(env().dataDir, 'backups.json'), JSON.stringify({ last: { at: new Date().toISOString() }, failure: null }))
  expect(doneOf(await readChecklist(viewer))).toEqual(['topics', 'import', 'editors', 'backup'])

  await db().user.update({ where: { personId }, data: { suspendedAt: new Date() } })
  const later = new Date(Date.now() + 8 * 86_400_000)
  expect(doneOf(await readChecklist(viewer, later)), 'suspended, and a backup of last week').toEqual(['topics', 'import'])
  fs.rmSync(path.join(env().dataDir, 'backups.json'))
})

test('steps are set aside and restored, each noted once; with all of them decided the list is complete', async () => {
  const viewer = await admin()
  const { steps } = await readChecklist(viewer)
  const open = steps.filter(({ done }) => !done).map(({ name }) => name)
  for (const name of open) for (const _ of [1, 2]) await setStepAside(viewer, name, true)
  const decided = await readChecklist(viewer)
  expect(decided.complete).toBe(true)
  expect(asideOf(decided)).toEqual(open)
  await setStepAside(viewer, 'mail', false)
  const back = await readChecklist(viewer)
  expect(back.complete).toBe(false)
  expect(asideOf(back)).not.toContain('mail')
  const noted = await db().auditEntry.findMany({ where: { action: { startsWith: 'setup.' } }, orderBy: { id: 'asc' } })
  expect(noted.map(({ action, reason }) => `${action} ${reason}`)).toEqual([
    ...open.map((name) => `setup.aside ${name}`),
    'setup.back mail',
  ])
})

test('an admin alone sees the list, sets steps aside and has the sample removed', async () => {
  const editor = viewerOf((await anAccount('Curious Editor', 'editor')).personId, 'editor')
  await expect(readChecklist(editor)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(setStepAside(editor, 'mail', true)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(askToRemoveSample(editor)).rejects.toMatchObject({ code: 'forbidden' })
  await askToRemoveSample(await admin())
  const { rowCount } = await pool().query(`select 1 from pgboss.job where name = 'sample.remove'`)
  expect(rowCount).toBe(1)
})
