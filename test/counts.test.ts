import { expect, test } from 'vitest'
import { listTags, tagResolutions } from '../lib/community/tags'
import { acceptReply, editThread, type ListingRequest, listThreads, postReply } from '../lib/community/threads'
import { findTopic, listTopics } from '../lib/community/topics'
import { mergeThreads } from '../lib/curation/duplicates'
import { hideThread, moveThread, restoreThread } from '../lib/curation/moderation'
import { deleteTag, listAllTopics, listTagsForAdmin, mergeTag } from '../lib/curation/taxonomy'
import { type Viewer, visitor } from '../lib/identity/viewer'
import { db } from '../lib/platform/db'
import { aMember, anEditor, aThread, aTopic } from './factories'

/** How many threads a list really shows to this viewer, page by page. */
async function listed(viewer: Viewer, scope: ListingRequest['scope'], filter: ListingRequest['filter'] = 'all'): Promise<number> {
  let count = 0
  let after: string | undefined
  do {
    const page = await listThreads(viewer, { scope, sort: 'newest', filter, after })
    count += page.rows.length
    after = page.older ?? undefined
  } while (after)
  return count
}

test('whatever happened to threads, each count of a topic or tag is what its list shows to the same person', async () => {
  const editor = await anEditor()
  const admin = { ...editor, admin: true }
  const above = await aTopic()
  const [open, closed] = [await aTopic({ parentId: above }), await aTopic({ parentId: above, visibility: 'editors' })]
  const ids: number[] = []
  for (const [topicId, tags] of [
    [above, ['larch']],
    [above, ['larch', 'spruce']],
    [open, ['spruce']],
    [open, ['cedar', 'larch']],
    [closed, ['larch']],
    [closed, ['yew']],
    [open, ['pine']],
  ] as const)
    ids.push((await aThread({ topicId, tags: [...tags] })).id)
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0, , seventh = 0] = ids
  const reply = await postReply(editor, { threadId: third, body: 'Dry it first.' })
  await acceptReply(editor, reply.id)
  await hideThread(editor, first, 'Spam.')
  await hideThread(editor, second, 'Spam.')
  await restoreThread(editor, second)
  await moveThread(editor, fourth, above)
  await moveThread(editor, fifth, open)
  await mergeThreads(editor, [seventh], fourth)
  await editThread(editor, { threadId: second, basedOn: 1, title: 'Another', body: 'A body.', tags: ['cedar'] })
  const tagId = async (name: string) => (await db().tag.findUniqueOrThrow({ where: { name } })).id
  await mergeTag(admin, await tagId('cedar'), 'spruce')
  await deleteTag(admin, await tagId('pine'))

  for (const viewer of [visitor, await aMember(), admin]) {
    const says = JSON.stringify(viewer)
    for (const topic of await listTopics(viewer)) {
      const scope = { topicId: topic.id }
      expect(topic.threadCount, `${topic.name} for ${says}`).toBe(await listed(viewer, scope))
      expect(await findTopic(viewer, topic.slug)).toMatchObject({
        threadCount: topic.threadCount,
        answeredCount: await listed(viewer, scope, 'answered'),
        coveredCount: await listed(viewer, scope, 'covered'),
      })
      for (const subtopic of topic.subtopics) {
        expect(subtopic.threadCount).toBe(await listed(viewer, { topicId: subtopic.id }))
        expect((await findTopic(viewer, subtopic.slug))?.threadCount).toBe(subtopic.threadCount)
      }
    }
    const tags = await listTags(viewer, 500)
    expect(tags.map(({ name }) => name)).not.toContain('pine')
    for (const tag of tags) {
      expect(tag.threadCount, `${tag.name} for ${says}`).toBe(await listed(viewer, { tagId: tag.id }))
      expect(await tagResolutions(viewer, tag.id)).toMatchObject({ threadCount: tag.threadCount })
    }
  }
  // The administration sees what an administrator sees elsewhere.
  const shown = new Map(
    (await listTopics(admin)).flatMap((topic) => [topic, ...topic.subtopics]).map(({ id, threadCount }) => [id, threadCount]),
  )
  for (const { id, threadCount } of await listAllTopics(admin)) expect(threadCount).toBe(shown.get(id))
  for (const tag of await listTagsForAdmin(admin, '')) expect(tag.threadCount).toBe(await listed(admin, { tagId: tag.id }))
})
