import { expect, test } from 'vitest'
import { anEditor, aThread, aTopic } from '../../../test/factories'
import { hideThread } from '../../curation/moderation/hide'
import { db, pool } from '../../platform/db/client'
import { sitemapAddresses, sitemapParts } from './sitemap'

test('topics are listed with the day of their last visible thread, and only those that visitors may see', async () => {
  const [open, empty, closed] = [await aTopic(), await aTopic(), await aTopic({ visibility: 'members' })]
  await aThread({ topicId: open, at: new Date('2026-02-03T04:05:06Z') })
  const later = await aThread({ topicId: open, at: new Date('2026-03-04T05:06:07Z') })
  await hideThread(await anEditor(), later.id, 'Spam.')
  await aThread({ topicId: closed })
  const changed = async (topicId: number) => {
    const { slug, createdAt } = await db().topic.findUniqueOrThrow({ where: { id: topicId } })
    const found = (await sitemapAddresses(0)).find(({ address }) => address.endsWith(`/topics/${slug}`))
    return found && { day: found.changed.toISOString().slice(0, 10), createdAt }
  }
  expect((await changed(open))?.day).toBe('2026-02-03')
  const ofEmpty = await changed(empty)
  expect(ofEmpty?.day).toBe(ofEmpty?.createdAt.toISOString().slice(0, 10))
  expect(await changed(closed)).toBeUndefined()
})

test('a part holds the visible public threads of its range of ids', async () => {
  const [shown, hidden] = [await aThread(), await aThread()]
  const members = await aThread({ topicId: await aTopic({ visibility: 'members' }) })
  await hideThread(await anEditor(), hidden.id, 'Spam.')
  const { rows } = await pool().query('select max(id)::int as last from thread')
  expect(await sitemapParts()).toEqual(Array.from({ length: Math.ceil(rows[0].last / 50_000) + 1 }, (_, i) => i))
  const addresses = (await sitemapAddresses(1)).map(({ address }) => address).join('\n')
  expect(addresses).toContain(`/threads/${shown.id}/`)
  for (const { id } of [hidden, members]) expect(addresses).not.toContain(`/threads/${id}/`)
})
