import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { hideThread } from '../../curation/moderation/hide'
import { visitor } from '../../identity/viewer/viewer'
import { listTags } from './queries'

test('tags are listed by how many threads the viewer may see, the most used first', async () => {
  const countsFor = async (viewer: Parameters<typeof listTags>[0]) =>
    (await listTags(viewer, 10)).map(({ name, threadCount }) => [name, threadCount])
  const open = await aTopic()
  for (const tags of [['wool'], ['wool', 'silk'], ['silk'], ['silk']]) await aThread({ topicId: open, tags })
  await hideThread(await anEditor(), (await aThread({ topicId: open, tags: ['silk'] })).id, 'Spam.')
  expect(await countsFor(visitor), 'where there is nothing that a visitor may not see').toEqual([
    ['silk', 3],
    ['wool', 2],
  ])
  const closed = await aTopic({ visibility: 'members' })
  for (const tags of [['wool'], ['wool'], ['felt']]) await aThread({ topicId: closed, tags })
  expect(await countsFor(visitor)).toEqual([
    ['silk', 3],
    ['wool', 2],
  ])
  expect(await countsFor(await aMember())).toEqual([
    ['wool', 4],
    ['silk', 3],
    ['felt', 1],
  ])
  expect(await listTags(visitor, 1)).toHaveLength(1)
})
