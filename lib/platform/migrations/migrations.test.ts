import { expect, test } from 'vitest'
import { aThread, aTopic } from '../../../test/factories'
import { db, pool } from '../db/client'
import { env } from '../env/env'
import { migrate, schemaDrift } from './migrate'

test('the migrations lead to prisma/schema, no more and no less', async () => {
  expect(await schemaDrift(env().databaseUrl as string)).toBe('')
})

test('migrating a second time does nothing', async () => {
  expect(await migrate(env().databaseUrl as string)).toEqual([])
})

test('a database newer than the program is refused by name', async () => {
  await pool().query(
    `insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('x', 'x', '20991231000000_future', now())`,
  )
  await expect(migrate(env().databaseUrl as string)).rejects.toThrow('20991231000000_future')
  await pool().query(`delete from _prisma_migrations where id = 'x'`)
})

test('topics have two levels', async () => {
  const parent = await aTopic()
  const child = await aTopic({ parentId: parent })
  await expect(aTopic({ parentId: child })).rejects.toThrow('two levels')
  await expect(db().topic.update({ where: { id: parent }, data: { parentId: await aTopic() } })).rejects.toThrow('two levels')
})

test('a thread’s area follows its topic, whoever writes it', async () => {
  const parent = await aTopic()
  const child = await aTopic({ parentId: parent })
  const { id } = await aThread({ topicId: child })
  expect((await db().thread.findUniqueOrThrow({ where: { id } })).areaId).toBe(parent)
})

test('counters never go below nothing, and names differ by more than case', async () => {
  const { id } = await aThread()
  await expect(db().thread.update({ where: { id }, data: { replyCount: -1 } })).rejects.toThrow()
  await db().person.create({ data: { name: 'Casey', displayName: 'Casey' } })
  await expect(db().person.create({ data: { name: 'casey', displayName: 'Other' } })).rejects.toThrow()
})
