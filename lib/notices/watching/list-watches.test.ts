import { expect, test } from 'vitest'
import { aReader, aThread, aTopic } from '../../../test/factories'
import { hideThread } from '../../curation/moderation'
import { system } from '../../identity/viewer'
import { pool } from '../../platform/db'
import { listWatches, parseWatchCursor, readSubject, readWatch, setWatch, watchCursorOf, watchPageSize } from '.'

test('what one watches is listed page by page, each once, also what began at the same moment', async () => {
  const me = await aReader()
  const count = watchPageSize * 2 + 3
  await pool().query(
    `with tags as (insert into tag (name) select 'paged-' || i from generate_series(1, $2::int) i returning id)
     insert into watch (person_id, kind, subject_id, created_at) select $1, 'tag', id, timestamptz '2026-01-01 00:00:00.123457Z' from tags`,
    [me.personId, count],
  )
  const seen: number[] = []
  let cursor: string | undefined
  for (let pages = 1; pages <= 3; pages++) {
    const { rows, more } = await listWatches(me, parseWatchCursor(cursor))
    seen.push(...rows.map(({ id }) => id))
    expect(more).toBe(pages < 3)
    cursor = watchCursorOf(rows.at(-1) as NonNullable<(typeof rows)[number]>)
  }
  expect(new Set(seen).size).toBe(count)
  expect(seen).toHaveLength(count)
})

test('a cursor that is none begins the list', () => {
  for (const text of [undefined, '', 'x', '1-person-2', '1-thread-', "1-thread-2'", '99999999999999999-thread-1'])
    expect(parseWatchCursor(text), text).toBeNull()
  expect(parseWatchCursor('12-thread-3')).toEqual({ at: '12', kind: 'thread', id: 3 })
})

test('what was hidden since is listed without its title, and can be stopped', async () => {
  const me = await aReader()
  const thread = await aThread({ topicId: await aTopic() })
  const subject = { kind: 'thread', id: thread.id } as const
  await setWatch(me, 'thread', thread.id, 'watching')
  expect(await readSubject(me, subject)).toMatchObject({ href: expect.stringContaining(`/threads/${thread.id}/`) })
  await hideThread(system, thread.id, 'Gone.')
  expect((await listWatches(me, null)).rows).toMatchObject([{ ...subject, title: null, slug: null }])
  expect(await readSubject(me, subject)).toBeNull()
  await expect(setWatch(me, 'thread', thread.id, 'muted')).rejects.toMatchObject({ code: 'not_found' })
  await setWatch(me, 'thread', thread.id, 'stopped')
  expect((await listWatches(me, null)).rows).toEqual([])
  expect(await readWatch(me.personId, 'thread', thread.id)).toBe('stopped')
})
