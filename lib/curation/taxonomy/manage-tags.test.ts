import { expect, test } from 'vitest'
import { anEditor, aThread, aTopic, countWords } from '../../../test/factories'
import { publishRevision, startAnswer } from '../../answers'
import { visitor } from '../../identity/viewer/viewer'
import { recount } from '../../maintenance/recount'
import { db } from '../../platform/db/client'
import { search, searchEngine } from '../../search'
import { saveTag } from './manage-tags'

const find = async (text: string) => {
  await countWords()
  return (await search(searchEngine(), visitor, { text, asWritten: true })).total
}

test('a tag that becomes a synonym is merged: threads and answers follow, search finds them by the one word', async () => {
  const admin = { ...(await anEditor()), admin: true }
  const topicId = await aTopic()
  await aThread({ topicId, title: 'Burrow one', tags: ['wombat'] })
  await aThread({ topicId, title: 'Burrow two', tags: ['vombatus'] })
  await aThread({ topicId, title: 'Burrow three', tags: ['wombat', 'vombatus'] })
  const { id } = await startAnswer(admin, { topicId, title: 'Burrows', body: '', tags: ['vombatus'] })
  const text = { title: 'Burrows', summary: 's', body: 'b', appliesTo: [], note: 'n', significance: 'major' as const }
  await publishRevision(admin, { answerId: id, basedOn: 0, ...text })
  expect(await find('vombatus')).toBe(3)
  const tag = await db().tag.findUniqueOrThrow({ where: { name: 'wombat' } })
  await saveTag(admin, tag.id, { description: 'Digs.', synonyms: ['Vombatus', 'wombats'] })
  expect(await db().tag.findUnique({ where: { name: 'vombatus' } })).toBeNull()
  expect(await find('tag:vombatus burrow')).toBe(4)
  expect(await find('wombat')).toBe(4)
  expect((await db().tag.findUniqueOrThrow({ where: { id: tag.id } })).threadCount).toBe(3)
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
  // What search counts is what it holds: nothing of the old word is left.
  const { posts = 0 } = (await db().$queryRaw<{ posts: number }[]>`select posts from search_term where term like 'vombat%'`)[0] ?? {}
  expect(posts).toBe(0)
  await saveTag(admin, tag.id, { description: 'Digs at night.', synonyms: [] })
  expect(await db().tag.findUniqueOrThrow({ where: { id: tag.id } })).toMatchObject({ description: 'Digs at night.', threadCount: 3 })
  await expect(saveTag(await anEditor(), tag.id, { description: '', synonyms: [] })).rejects.toMatchObject({ code: 'forbidden' })
})
