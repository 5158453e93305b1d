import { expect, test, vi } from 'vitest'
import { anAccount } from '../../../test/accounts'
import { aMember, anEditor, aThread } from '../../../test/factories'
import { sources } from '../../../test/sources'
import { archiveAnswer, coverThread, publishRevision, startAnswer, uncoverThread, undoPublication } from '../../answers'
import { postReply } from '../../community/threads'
import { mergeThreads } from '../../curation/duplicates'
import { hideReply } from '../../curation/moderation'
import { saveTopic } from '../../curation/taxonomy'
import { db, pool } from '../../platform/db/client'
import { system, viewerOf } from '../viewer'
import { auditActs, auditGroups } from './acts'
import { readAudit } from './read-audit'
import { recordAudit } from './record'

const admin = async () => ({ ...(await anEditor()), admin: true })
const says = ({ sentence }: { sentence: { text: string }[] }) => sentence.map(({ text }) => text).join('')
const first = async (filter: Parameters<typeof readAudit>[1]) => (await readAudit(system, filter)).rows.map(says)

test('every act that the program records has its sentence, also those that SQL records', () => {
  const recorded = new Set<string>()
  for (const [file, text] of sources) {
    if (file.startsWith('lib/identity/audit/')) continue
    if (/recordAudits?\(/.test(text))
      for (const [, name = ''] of text.matchAll(
        /'((?:thread|reply|answer|draft|coverage|person|invitation|topic|tag|import|sample|setup|mail|backup|jobs|search|related|search_gap|golden|synonym)\.[a-z_]+)'/g,
      ))
        recorded.add(name)
  }
  const jobs = ['mail.send', 'related.refresh', 'backup.make', 'person.erase', 'sample.remove', 'golden.replay', 'redaction.finish']
  const permissions =
    /^(answer\.(write|publish|archive)|coverage\.(change|respond|resolve)|related\.choose|thread\.(merge|hide|move|close|edit|reply|start)|reply\.(hide|edit|accept)|tag\.add|search\.(gaps|golden|synonyms))$/
  const missing = [...recorded].filter((name) => !(name in auditActs) && !jobs.includes(name) && !permissions.test(name))
  expect(missing, 'give them a line in lib/identity/audit/acts.ts').toEqual([])
  expect(recorded.size).toBeGreaterThan(30)
  for (const name of ['texts.blank', 'revision.redact', 'thread.hide', 'reply.hide']) expect(auditActs).toHaveProperty([name])
  for (const [name, { group, says }] of Object.entries(auditActs)) {
    expect(auditGroups, name).toHaveProperty(group)
    expect(says, name).toMatch(/^[a-z]/)
  }
})

test('an act is a sentence with the names of who did it and of what, which lead there', async () => {
  const viewer = await admin()
  const { name, displayName } = await db().person.findUniqueOrThrow({ where: { id: viewer.personId } })
  const thread = await aThread({ title: 'Where the loom stands' })
  const reply = await postReply(await aMember(), { threadId: thread.id, body: 'Here.' })
  await hideReply(viewer, reply.id, 'It is an advertisement.')
  const [row] = (await readAudit(viewer, { who: displayName })).rows
  expect(row).toMatchObject({ reason: 'It is an advertisement.', subject: { kind: 'reply', id: reply.id } })
  expect(row?.sentence).toEqual([
    { text: displayName, href: `/admin/people/${name}` },
    { text: ' ' },
    { text: 'hid ' },
    { text: 'reply 1 in “Where the loom stands” (hidden)', href: `/threads/${thread.id}/posts/1` },
  ])
})

test('publishing, covering, taking back, archiving and merging are recorded, with what they were done to', async () => {
  const viewer = await admin()
  const { displayName: who } = await db().person.findUniqueOrThrow({ where: { id: viewer.personId } })
  const [thread, other] = [await aThread({ title: 'Asks one' }), await aThread({ title: 'Asks two' })]
  const { topicId } = await db().thread.findUniqueOrThrow({ where: { id: thread.id } })
  const { id: answerId } = await startAnswer(viewer, { topicId, title: 'Settles it', body: '' })
  const text = { title: 'Settles it', summary: 's', body: 'b', appliesTo: [], note: 'First.', significance: 'major' as const }
  await publishRevision(viewer, { answerId, basedOn: 0, ...text })
  await coverThread(viewer, { threadId: thread.id, answerId })
  await uncoverThread(viewer, thread.id, answerId)
  await uncoverThread(viewer, thread.id, answerId)
  await publishRevision(viewer, { answerId, basedOn: 1, ...text, note: 'Again.' })
  await undoPublication(viewer, answerId, 2)
  await archiveAnswer(viewer, answerId)
  await mergeThreads(viewer, [other.id], thread.id)
  expect(await first({ who })).toEqual([
    `${who} merged “Asks two” (hidden) into “Asks one”`,
    `${who} archived “Settles it” (archived)`,
    `${who} published “Settles it” (archived): revision 3, major, “Back to revision 1”`,
    `${who} published “Settles it” (archived): revision 2, major, “Again.”`,
    `${who} took back that “Settles it” (archived) covers “Asks one”`,
    `${who} covered “Asks one” with “Settles it” (archived)`,
    `${who} published “Settles it” (archived): revision 1, major, “First.”`,
  ])
  expect(await first({ about: { kind: 'answer', id: answerId } })).toHaveLength(4)
})

test('what is done for a sample is in no audit', async () => {
  const viewer = { ...(await admin()), quiet: true }
  const thread = await aThread()
  const { topicId } = await db().thread.findUniqueOrThrow({ where: { id: thread.id } })
  const { id: answerId } = await startAnswer(viewer, { topicId, title: 'Of the sample', body: '' })
  const at = new Date('2026-01-01')
  const text = { title: 'Of the sample', summary: 's', body: 'b', appliesTo: [], note: 'n', significance: 'major' as const }
  await publishRevision(viewer, { answerId, basedOn: 0, ...text, at })
  await coverThread(viewer, { threadId: thread.id, answerId, at })
  expect(await db().auditEntry.count({ where: { personId: viewer.personId } })).toBe(0)
})

test('acts are narrowed by who, kind, day and subject, and listed page by page in either direction', async () => {
  const viewer = await admin()
  const { name, displayName } = await db().person.findUniqueOrThrow({ where: { id: viewer.personId } })
  await saveTopic(viewer, {
    id: null,
    parentId: null,
    name: 'Audited',
    slug: '',
    description: '',
    documentationUrl: '',
    visibility: 'editors',
    position: 0,
  })
  const { id } = await db().topic.findFirstOrThrow({ where: { name: 'Audited' } })
  await recordAudit(db(), viewer, { action: 'search.rebuild' })
  expect(await first({ who: name.toUpperCase(), group: 'taxonomy' })).toEqual([`${displayName} made the topic Audited: Audited, editors`])
  expect(await first({ who: displayName, group: 'site' })).toEqual([`${displayName} had the search index built again`])
  expect(await first({ who: `${displayName}x` })).toEqual([])
  expect(await first({ about: { kind: 'topic', id } })).toHaveLength(1)
  const day = new Date(new Date().toISOString().slice(0, 10))
  const next = new Date(day.getTime() + 2 * 86_400_000)
  expect(await first({ who: name, from: day, before: next })).toHaveLength(2)
  expect(await first({ who: name, before: day })).toEqual([])
  expect(await first({ who: name, from: next })).toEqual([])

  await db().auditEntry.createMany({ data: Array.from({ length: 118 }, () => ({ action: 'backup.ask', personId: viewer.personId })) })
  const filter = { who: name }
  const one = await readAudit(system, filter)
  const two = await readAudit(system, filter, { older: one.older })
  const three = await readAudit(system, filter, { older: two.older })
  expect([one, two, three].map(({ rows }) => rows.length)).toEqual([50, 50, 20])
  expect([one.newer, three.older]).toEqual([null, null])
  expect(await readAudit(system, filter, { newer: three.newer })).toEqual(two)
  const back = await readAudit(system, filter, { newer: two.newer })
  expect([back.rows, back.newer]).toEqual([one.rows, null])
})

test('old and unknown names are shown, what is gone is said to be, and a page takes the same few statements', async () => {
  const { personId } = await anAccount('Audit Reader', 'admin')
  const viewer = viewerOf(personId, 'admin')
  await db().auditEntry.createMany({
    data: [
      { action: 'comet.catch', reason: 'by hand', personId },
      { action: 'thread.hide', subjectKind: 'thread', subjectId: 2_000_000, personId },
      { action: 'coverage.cover', subjectKind: 'thread', subjectId: 2_000_000, reason: 'answer 2000000', personId },
    ],
  })
  expect(await first({ who: 'Audit Reader' })).toEqual([
    'Audit Reader covered thread 2000000, which is gone with answer 2000000, which is gone',
    'Audit Reader hid thread 2000000, which is gone',
    'Audit Reader did “comet.catch” ',
  ])
  await expect(readAudit(await anEditor(), {})).rejects.toMatchObject({ code: 'forbidden' })
  await expect(readAudit(await aMember(), {})).rejects.toMatchObject({ code: 'forbidden' })
  const spy = vi.spyOn(pool(), 'query')
  await readAudit(viewer, {})
  expect(spy.mock.calls.length).toBeLessThanOrEqual(7)
  spy.mockRestore()
})
