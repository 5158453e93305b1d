import fs from 'node:fs'
import { expect, test } from 'vitest'
import { aBackup, restoreInto, use } from '../../../test/backups'
import { aBucket } from '../../../test/bucket'
import { contentsOf, withClient } from '../../../test/databases'
import { aMember, aThread, aTopic } from '../../../test/factories'
import { installationsOfFile } from '../../../test/installations'
import { noteUpload } from '../../community/uploads/shown-picture'
import { keepPicture } from '../../community/uploads/store'
import { db, pool } from '../../platform/db/client'
import { setS3 } from '../../platform/env/env'
import { knownMigrations } from '../../platform/migrations/known-migrations'
import { migrate } from '../../platform/migrations/migrate'
import { readArchive } from './archive'
import { restoreBackup } from './restore'
import { fileSource } from './source'
import { verifyBackup } from './verify'

const { dir, home, anEmptyOne } = installationsOfFile()

test('a table larger than a piece travels in pieces, and a value that spans several comes back whole', async () => {
  await aThread({ body: 'ü'.repeat(1_000) })
  // Two megabytes of letters in one value, ten of it together: larger than any piece.
  await pool().query(
    `insert into search_log (query, hits, engine, duration_ms, session, robot)
     select n || repeat('a line' || chr(10) || 'a \\ tab' || chr(9), 150000), 0, 'postgres', 1, '', false from generate_series(1, 5) n`,
  )
  const file = await aBackup(dir)
  const sizes = []
  for await (const { name, content } of readArchive(file, fs.createReadStream(file)))
    if (name.startsWith('tables/search_log/')) sizes.push(content.length)
  expect(sizes.length).toBeGreaterThan(1)
  expect(Math.max(...sizes)).toBeLessThan(5_000_000)
  const target = await anEmptyOne()
  await restoreInto(target, file)
  await use(home)
  expect(await withClient(target.url, contentsOf)).toEqual(await withClient(home.url, contentsOf))
})

test('a backup of an older program is brought up to date', async () => {
  const old = await anEmptyOne()
  const known = knownMigrations()
  await migrate(old.url, { only: new Set(known.slice(0, 5)) })
  await withClient(old.url, async (client) => {
    await client.query(`insert into topic (slug, name) values ('old', 'Old')`)
    await client.query(`insert into thread (topic_id, title, slug, body, created_at, activity_at)
      select id, 'Old thread', 'old-thread', 'With ![](/uploads/0123456789abcdef0123456789abcdef.png)', now(), now() from topic`)
  })
  await use(old)
  const file = await aBackup(dir)
  const { manifest } = await verifyBackup(await fileSource(file))
  expect(manifest.migrations).toEqual(known.slice(0, 5))
  const target = await anEmptyOne()
  await restoreInto(target, file)
  expect(await migrate(target.url)).toEqual([])
  expect(await db().thread.findMany({ select: { title: true } })).toEqual([{ title: 'Old thread' }])
  // Later migrations have filled their tables from old rows.
  expect(await db().pictureUse.findMany()).toMatchObject([{ name: '0123456789abcdef0123456789abcdef.png', place: 'thread' }])
  await use(home)
})

test('pictures come out of one bucket and go into another; a bucket that fails makes no backup without them', async () => {
  const one = await aBucket()
  const other = await aBucket()
  const name = `${'0'.repeat(32)}.png`
  setS3(one.setting)
  try {
    await keepPicture({ name, type: 'image/png', bytes: Buffer.from('a picture') })
    const member = await aMember()
    await noteUpload(member, name)
    await aThread({ by: member, topicId: await aTopic(), body: `![](/uploads/${name}) ![](/uploads/${'f'.repeat(32)}.png)` })
    const file = await aBackup(dir)
    one.fail(503)
    await expect(aBackup(dir)).rejects.toThrow('503')
    one.fail(403)
    await expect(aBackup(dir)).rejects.toThrow('403')
    const source = await fileSource(file)
    const verified = await verifyBackup(source)
    expect(verified.end.pictures).toMatchObject({ count: 1, missing: 1 })
    const target = await anEmptyOne()
    await use(target)
    setS3(other.setting)
    expect((await restoreBackup(target.url, source, verified)).pictures).toEqual({ restored: 1, missing: 1 })
    expect(other.kept.get(`uploads/${name}`)?.toString()).toBe('a picture')
  } finally {
    setS3(undefined)
    await use(home)
    one.close()
    other.close()
  }
})
