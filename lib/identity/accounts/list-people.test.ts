import { expect, test } from 'vitest'
import { anAccount } from '../../../test/accounts'
import { aMember, aThread } from '../../../test/factories'
import { postReply } from '../../community/threads'
import { db, pool } from '../../platform/db/client'
import { viewerOf } from '../viewer/viewer'
import { listPeople, type PeopleFilter, type PeopleSort, postsCountedMax } from './list-people'
import { suspend } from './manage-people'
import { noteSeen } from './note-seen'
import { readSignedIn } from './signed-in'

const anAdmin = async () => viewerOf((await anAccount('Ada Admin', 'admin')).personId, 'admin')
const all = { text: '', filter: 'everyone' as PeopleFilter, sort: 'joined' as PeopleSort }
const names = (rows: { displayName: string }[]) => rows.map(({ displayName }) => displayName).sort()

test('filters, roles and posts: who wrote, who never did, who is suspended, and who came with an import', async () => {
  const admin = await anAdmin()
  const author = await aMember('imported author')
  const { personId: writer } = await anAccount('Willa Writes')
  const { personId: noisy } = await anAccount('Nora Noisy', 'editor')
  await anAccount('Sil Silent')
  const { id: threadId } = await aThread({ by: viewerOf(writer, 'member') })
  for (const by of [author, viewerOf(writer, 'member'), viewerOf(writer, 'member')]) await postReply(by, { threadId, body: 'A reply.' })
  await suspend(admin, noisy, 'Loud.')
  const shown = async (filter: PeopleFilter) => names((await listPeople(admin, { ...all, filter })).rows)
  expect(await shown('accounts')).toEqual(['Ada Admin', 'Nora Noisy', 'Sil Silent', 'Willa Writes'])
  expect(await shown('members')).toEqual(['Sil Silent', 'Willa Writes'])
  expect(await shown('editors')).toEqual(['Nora Noisy'])
  expect(await shown('admins')).toEqual(['Ada Admin'])
  expect(await shown('suspended')).toEqual(['Nora Noisy'])
  expect(await shown('silent')).toEqual(['Ada Admin', 'Nora Noisy', 'Sil Silent'])
  expect(await shown('imported')).toEqual(['imported author'])
  const { rows } = await listPeople(admin, { ...all, text: 'WILLA' })
  expect(rows).toMatchObject([{ name: 'Willa-Writes', email: 'willa.writes@example.org', threads: 1, replies: 2, isSuspended: false }])
  expect((await listPeople(admin, { ...all, text: '%' })).rows, 'a joker is a letter like others').toEqual([])
  await expect(listPeople(viewerOf(writer, 'editor'), all)).rejects.toMatchObject({ code: 'forbidden' })
})

test('each person is on one page, in both orders and directions', async () => {
  const admin = await anAdmin()
  await pool().query(
    `insert into person (name, display_name, created_at)
     select 'paged-' || i, 'Paged ' || i, timestamptz '2026-01-01' + (i / 3) * interval '1 hour' from generate_series(1, 120) i`,
  )
  for (const sort of ['joined', 'seen'] as const) {
    const pages: number[][] = []
    let after: string | undefined
    let before: string | null = null
    for (;;) {
      const page = await listPeople(admin, { text: 'Paged', filter: 'everyone', sort, after })
      pages.push(page.rows.map(({ id }) => id))
      if (!page.older) break
      before = page.newer
      after = page.older
    }
    expect(
      pages.map(({ length }) => length),
      sort,
    ).toEqual([50, 50, 20])
    expect(new Set(pages.flat()).size, sort).toBe(120)
    const back = await listPeople(admin, { text: 'Paged', filter: 'everyone', sort, before: before as string })
    expect(
      back.rows.map(({ id }) => id),
      sort,
    ).toEqual(pages[0])
  }
})

test('the day someone was here is noted once a day, and is what the list is ordered by', async () => {
  const admin = await anAdmin()
  const { cookies, personId } = await anAccount('Vera Visits')
  const headers = new Headers({ cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') })
  const user = () => db().user.findUniqueOrThrow({ where: { personId }, select: { id: true, seenOn: true, updatedAt: true } })
  expect((await user()).seenOn).toBeNull()
  await readSignedIn(headers)
  const today = new Date().toISOString().slice(0, 10)
  expect((await user()).seenOn?.toISOString().slice(0, 10)).toBe(today)

  const written = async () =>
    (await pool().query('select xmin::text as version from auth_user where person_id = $1', [personId])).rows[0].version
  const before = await written()
  await readSignedIn(headers)
  await noteSeen({ id: (await user()).id, seenOn: null })
  expect(await written(), 'the row is not written again today').toBe(before)

  const { id } = await db().user.findUniqueOrThrow({ where: { personId: (await anAccount('Old Visitor')).personId } })
  await db().user.update({ where: { id }, data: { seenOn: new Date('2020-02-02') } })
  const { rows } = await listPeople(admin, { ...all, text: 'vis', sort: 'seen' })
  expect(rows.map(({ displayName, seenOn }) => [displayName, seenOn])).toEqual([
    ['Vera Visits', today],
    ['Old Visitor', '2020-02-02'],
  ])
})

test('posts of one person are counted up to a bound', async () => {
  const admin = await anAdmin()
  const { personId } = await anAccount('Mona Many')
  const { id: threadId } = await aThread()
  await pool().query(
    `insert into reply (thread_id, number, author_id, body, created_at) select $1, 100 + i, $2, 'x', now() from generate_series(1, $3::int) i`,
    [threadId, personId, postsCountedMax + 20],
  )
  expect((await listPeople(admin, { ...all, text: 'Mona' })).rows).toMatchObject([{ replies: postsCountedMax + 1 }])
})
