import { expect, test } from 'vitest'
import { anEditor, aThread, aTopic, countWords } from '../../../test/factories'
import { publishRevision, startAnswer } from '../../answers'
import { findTag } from '../../community/tags'
import { visitor } from '../../identity/viewer/viewer'
import { recount } from '../../maintenance/recount'
import { db } from '../../platform/db/client'
import { search, searchEngine } from '../../search'
import { deleteTag } from './delete-tag'
import { mergeTag, saveTag } from './save-tag'

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

test('a tag that is renamed keeps what it had: its old name leads to it, and search knows the new one', async () => {
  const admin = { ...(await anEditor()), admin: true }
  await aThread({ title: 'A loom', tags: ['weving'] })
  await aThread({ title: 'A shuttle', tags: ['warp'] })
  const { id } = await db().tag.findUniqueOrThrow({ where: { name: 'weving' } })
  await saveTag(admin, id, { name: 'Weaving', description: 'Cloth.', synonyms: ['looms'] })
  expect(await findTag('weving')).toMatchObject({
    id,
    name: 'weaving',
    description: 'Cloth.',
    synonyms: ['looms', 'weving'],
    threadCount: 1,
  })
  expect([await find('weaving'), await find('tag:weving loom')]).toEqual([1, 1])
  await expect(saveTag(admin, id, { name: 'warp', description: '', synonyms: [] })).rejects.toMatchObject({
    code: 'conflict',
    field: 'name',
    message: '“warp” is a tag already. Merge this one into it instead.',
  })
  await expect(saveTag(admin, id, { name: '/', description: '', synonyms: [] })).rejects.toMatchObject({ code: 'invalid', field: 'name' })
  // Back again: the name in between leads here too.
  await saveTag(admin, id, { name: 'weving', description: '', synonyms: ['looms'] })
  expect(await findTag('weaving')).toMatchObject({ id, name: 'weving', synonyms: ['looms', 'weaving'] })
})

test('a tag is merged into another by its name, and keeps that one’s synonyms', async () => {
  const admin = { ...(await anEditor()), admin: true }
  await aThread({ title: 'A thimble', tags: ['sewing'] })
  await aThread({ title: 'A needle', tags: ['stitching'] })
  const [to, from] = await Promise.all(['sewing', 'stitching'].map((name) => db().tag.findUniqueOrThrow({ where: { name } })))
  await saveTag(admin, to?.id ?? 0, { description: 'By hand.', synonyms: ['hemming'] })
  const merge = (into: string) => mergeTag(admin, from?.id ?? 0, into)
  await expect(merge('stitching')).rejects.toMatchObject({ field: 'into', message: 'A tag can’t be merged into itself.' })
  await expect(merge('knots')).rejects.toMatchObject({ field: 'into', message: 'There is no tag “knots”.' })
  await merge('Sewing')
  expect(await findTag('stitching')).toMatchObject({
    name: 'sewing',
    description: 'By hand.',
    synonyms: ['hemming', 'stitching'],
    threadCount: 2,
  })
})

test('a deleted tag leaves its threads and answers without it, in search too', async () => {
  const admin = { ...(await anEditor()), admin: true }
  const { id } = await aThread({ title: 'A chisel', tags: ['carving', 'wood'] })
  const tag = await db().tag.findUniqueOrThrow({ where: { name: 'carving' } })
  expect(await find('carving')).toBe(1)
  await expect(deleteTag(await anEditor(), tag.id)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await deleteTag(admin, tag.id)).toBe('carving')
  expect([await find('carving'), await findTag('carving')]).toEqual([0, null])
  expect(await db().threadTag.count({ where: { threadId: id } })).toBe(1)
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
  await expect(deleteTag(admin, tag.id)).rejects.toMatchObject({ code: 'not_found' })
})
