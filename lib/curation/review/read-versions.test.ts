import { beforeAll, expect, test } from 'vitest'
import { aMember, anAnswer, anEditor, aThread, aTopic } from '../../../test/factories'
import { coverThread } from '../../answers'
import { postReply } from '../../community/threads'
import type { Viewer } from '../../identity/viewer'
import { db } from '../../platform/db'
import { hideThread } from '../moderation'
import { readNewerVersions } from './read-versions'

const since = new Date('2026-05-01T12:00:00Z')
const [earlier, later, latest] = [new Date('2026-04-01T12:00:00Z'), new Date('2026-06-01T12:00:00Z'), new Date('2026-06-02T12:00:00Z')]

let editor: Viewer & { personId: number }
beforeAll(async () => {
  editor = await anEditor()
})

type Asked = { topicId: number; title?: string; body?: string; at?: Date; tags?: string[]; by?: Viewer }
const ask = async (asked: Asked) => (await aThread({ at: later, ...asked })).id
const reply = async (threadId: number, body: string, at = later, by?: Viewer) => postReply(by ?? (await aMember()), { threadId, body, at })

/** An answer in a topic of its own. */
async function aCase(visibility: 'public' | 'members' | 'editors' = 'public') {
  const topicId = await aTopic({ visibility })
  const { id } = await anAnswer(editor, { topicId })
  const read = (...appliesTo: string[]) => readNewerVersions({ id, topicId, appliesTo, since })
  return { topicId, id, read, threads: async (...appliesTo: string[]) => (await read(...appliesTo)).map(({ threadId }) => threadId) }
}

test('threads of the topic that name a newer version are returned, with the version as it is written', async () => {
  const { topicId, read } = await aCase()
  const one = await ask({ topicId, title: 'Wrong colours on Lamp 18.1-beta' })
  const two = await ask({ topicId, body: 'Since Lamp 18 it is dark.', at: latest })
  const three = await ask({ topicId, tags: ['lamp-18'] })
  await ask({ topicId, title: 'Lamp 17.5 is fine', body: '> Lamp 18\n\nIs it? `Lamp 18`' })
  expect(await read('Lamp 17', 'Wick 3')).toEqual([
    { threadId: one, name: 'Lamp', version: '18.1-beta', at: later },
    { threadId: two, name: 'Lamp', version: '18', at: latest },
    { threadId: three, name: 'Lamp', version: '18', at: later },
  ])
  expect(await read('Lamp 17 and later')).toEqual([])
  expect(await read('all versions')).toEqual([])
})

test('one thread is enough where two people name it, and not where one does', async () => {
  const { topicId, threads } = await aCase()
  const by = await aMember()
  const thread = await ask({ topicId, title: 'Lamp 18 is dark', by })
  await reply(thread, 'Lamp 18.1, too', latest, by)
  await reply(thread, 'No lamp of mine')
  expect(await threads('Lamp 17')).toEqual([])
  await reply(thread, 'Lamp 18 here as well')
  expect(await threads('Lamp 17')).toEqual([thread])
  const wick = await ask({ topicId, title: 'Wick 4' })
  expect(await threads('Lamp 17', 'Wick 3'), 'each product needs as many').not.toContain(wick)
})

test('posts from before the text was known to be right say nothing, also where their threads go on', async () => {
  const { topicId, read } = await aCase()
  await ask({ topicId, title: 'Lamp 18', at: earlier })
  const old = await ask({ topicId, at: earlier })
  await reply(old, 'Lamp 18', earlier)
  await reply(old, 'Lamp 18', earlier)
  await reply(old, 'Thanks')
  expect(await read('Lamp 17')).toEqual([])
  const [one, two] = [await ask({ topicId, title: 'Lamp 19', at: earlier }), await ask({ topicId, title: 'Lamp 20' })]
  const gone = await ask({ topicId, title: 'Lamp 21', at: earlier })
  await reply(gone, 'Still so', latest)
  await reply(one, 'Lamp 19 still does', latest)
  expect(await read('Lamp 17')).toEqual([
    { threadId: two, name: 'Lamp', version: '20', at: later },
    { threadId: one, name: 'Lamp', version: '19', at: latest },
  ])
})

test('threads elsewhere are looked at where the answer covers them or either lists the other', async () => {
  const { id, threads } = await aCase()
  const topicId = await aTopic()
  const [covered, listed, listing] = [
    await ask({ topicId, title: 'Lamp 18 a' }),
    await ask({ topicId, title: 'Lamp 18 b' }),
    await ask({ topicId, title: 'Lamp 18 c' }),
  ]
  await ask({ topicId, title: 'Lamp 18 d' })
  expect(await threads('Lamp 17')).toEqual([])
  await coverThread(editor, { threadId: covered, answerId: id })
  const link = { position: 99, score: 1, reason: { kind: 'alike' } }
  await db().relatedLink.createMany({
    data: [
      { ...link, fromKind: 'answer', fromId: id, toKind: 'thread', toId: listed },
      { ...link, fromKind: 'thread', fromId: listing, toKind: 'answer', toId: id },
    ],
  })
  expect((await threads('Lamp 17')).sort((a, b) => a - b)).toEqual([covered, listed, listing])
})

test('a thread counts only where everyone who sees the answer sees it', async () => {
  const { id, threads } = await aCase('members')
  const visible: number[] = []
  for (const visibility of ['public', 'members', 'editors'] as const) {
    const topicId = await aTopic({ visibility })
    const threadId = await ask({ topicId, title: `Lamp 18 for ${visibility}` })
    await db().coverage.create({ data: { threadId, answerId: id, createdAt: later } })
    if (visibility !== 'editors') visible.push(threadId)
  }
  expect((await threads('Lamp 17')).sort((a, b) => a - b)).toEqual(visible)
})

test('what is hidden, withdrawn or merged says nothing', async () => {
  const { topicId, threads } = await aCase()
  const titles = ['hidden', 'withdrawn', 'merged', 'seen'].map((state) => `Lamp 18 is ${state}`)
  const [hidden, withdrawn, merged, seen] = [
    await ask({ topicId, title: titles[0] }),
    await ask({ topicId, title: titles[1] }),
    await ask({ topicId, title: titles[2] }),
    await ask({ topicId, title: titles[3] }),
  ]
  await hideThread(editor, hidden, 'Spam.')
  await db().thread.update({ where: { id: withdrawn }, data: { withdrawnAt: latest } })
  await db().thread.update({ where: { id: merged }, data: { mergedIntoId: seen } })
  const [spam, gone] = [await reply(seen, 'Lamp 18, buy it'), await reply(seen, 'Lamp 18, too')]
  await db().reply.update({ where: { id: spam.id }, data: { hiddenAt: latest } })
  await db().reply.update({ where: { id: gone.id }, data: { withdrawnAt: latest } })
  expect(await threads('Lamp 17')).toEqual([])
  await reply(seen, 'Lamp 18, really')
  expect(await threads('Lamp 17')).toEqual([seen])
})

test('the database finds texts with names of any signs, letters and case, and versions without a name', async () => {
  const { topicId, threads } = await aCase()
  const titles: Record<string, string> = {
    'C++ 20': 'c++23',
    '.NET 8': '.Net 9',
    'A[b](c|d)*e 1': 'A[b](c|d)*e version 2',
    'Ünïcode 3': 'ÜNÏCODE 4',
    '漢字 3': '漢字4',
    'Visual Studio 2022': 'visual-studio 2026',
    'Urho3D 1.7': 'version 1.10 of urho3d',
    'x\\y 1': 'x\\y 2',
  }
  for (const title of Object.values(titles)) for (const body of ['One.', 'Two.']) await ask({ topicId, title, body })
  for (const entry of Object.keys(titles)) expect(await threads(entry), entry).toHaveLength(2)
  for (const body of ['Since **Lamp** _18_', 'With the version 18.2 of Lamp']) await ask({ topicId, body })
  expect(await threads('Lamp 17'), 'among marks of Markdown').toHaveLength(2)
  const bare = await aCase()
  const tagged = await ask({ topicId: bare.topicId, tags: ['7.2'] })
  const said = await ask({ topicId: bare.topicId, body: 'in v7.3' })
  await ask({ topicId: bare.topicId, body: 'at 7.4 or 8' })
  expect(await bare.threads('7.1')).toEqual([said, tagged])
})
