import { expect, test, vi } from 'vitest'
import { aSourceReply, aSourceThread, aStream, importedId, importRecords } from '../../../test/source-records'
import { db, pool } from '../../platform/db/client'
import { DomainError } from '../../platform/errors/errors'
import { importRecords as importStream } from './import-records'
import { isOfTheData } from './of-the-data'
import { PictureTaker } from './pictures/take-pictures'
import { recheckRecords } from './recheck'
import type { SourceRecord, SourceThread } from './source'

const topic = { externalId: '1', name: 'Refusals' }
const thread = (externalId: string, more: Partial<SourceThread> = {}) =>
  aSourceThread(topic, {
    externalId,
    title: `Refused ${externalId}`,
    replies: [aSourceReply(`${externalId}1`)],
    at: { file: 'later.json', position: `topic ${externalId}` },
    ...more,
  })
const withheld = (externalId: string): SourceRecord => ({
  kind: 'withheld',
  subject: 'thread',
  externalId,
  reason: 'It was deleted.',
  file: 'later.json',
  position: `topic ${externalId}`,
})

/** Makes the database refuse every change of these rows while `work` runs. */
async function refusing<T>(table: string, condition: string, work: () => Promise<T>): Promise<T> {
  await pool().query(`create or replace function refuse() returns trigger language plpgsql as $$ begin raise exception 'not this one'; end $$;
    create trigger refuse before update on ${table} for each row when (${condition}) execute function refuse()`)
  try {
    return await work()
  } finally {
    await pool().query(`drop trigger refuse on ${table}`)
  }
}

test('a thread whose state the database refuses is named with its place, the others follow, and the next import tries again', async () => {
  await importRecords('refused', thread('a'), thread('b'))
  const id = await importedId('refused', 'thread', 'a')
  const later = [thread('a', { closed: true }), thread('b', { closed: true })]
  const report = await refusing('thread', `new.id = ${id} and new.state <> old.state`, () => importRecords('refused', ...later))
  expect(report.problems).toEqual([
    { file: 'later.json', position: 'topic a', message: 'Not all of “Refused a” could be brought up to date: not this one' },
  ])
  expect(await db().thread.findUnique({ where: { id: await importedId('refused', 'thread', 'b') } })).toMatchObject({ state: 'closed' })
  expect(await importRecords('refused', ...later)).toMatchObject({ problems: [], threads: { updated: 1, unchanged: 1 } })
  expect(await db().thread.findUnique({ where: { id } })).toMatchObject({ state: 'closed' })
})

test('a thread that can’t be hidden is named with its place, and others are hidden', async () => {
  await importRecords('hiding', thread('a'), thread('b'))
  const id = await importedId('hiding', 'thread', 'a')
  const problem = { file: 'later.json', position: 'topic a', message: 'The thread could not be hidden: not this one' }
  const hidden = [{ subject: 'thread', externalId: 'b', message: 'It was deleted.' }]
  const records = [withheld('a'), withheld('b')]
  const refused = `new.id = ${id} and new.hidden_at is not null`
  expect(await refusing('thread', refused, () => importRecords('hiding', ...records))).toMatchObject({
    problems: [problem],
    nowHidden: hidden,
  })
  await importRecords('rechecked', thread('a'), thread('b'))
  const other = `new.id = ${await importedId('rechecked', 'thread', 'a')} and new.hidden_at is not null`
  expect(await refusing('thread', other, () => recheckRecords(aStream(...records), 'rechecked'))).toMatchObject({
    problems: [problem],
    nowHidden: hidden,
  })
})

test('a topic whose new name the database refuses is named, and its threads are brought up to date', async () => {
  const named = (name: string, more: Partial<SourceThread> = {}) => ({ ...thread('n', more), topic: { externalId: '2', name } })
  await importRecords('naming', named('First name'))
  const report = await refusing('topic', `new.name = 'Second name'`, () => importRecords('naming', named('Second name', { closed: true })))
  expect(report.problems).toEqual([
    { file: 'later.json', position: 'topic n', message: 'The topic “Second name” could not be brought up to date: not this one' },
  ])
  expect(report.threads.updated).toBe(1)
})

test('where reading fails, the batch under way is finished before the connection is given back, and that failure is told', async () => {
  const close = vi.spyOn(PictureTaker.prototype, 'close').mockRejectedValue(new Error('a folder is in use'))
  await pool().query(`create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(0.5); return null; end $$;
    create trigger dawdle after insert on thread for each statement execute function dawdle()`)
  async function* broken(): AsyncIterable<SourceRecord> {
    for (let i = 0; i < 300; i++) yield thread(`many${i}`)
    throw new Error('the file ends too early')
  }
  await expect(importStream(broken(), 'broken')).rejects.toThrow('the file ends too early')
  expect(pool().idleCount).toBe(pool().totalCount)
  expect(await db().importedRecord.count({ where: { source: { name: 'broken' }, kind: 'thread' } })).toBe(300)
  await pool().query('drop trigger dawdle on thread')
  close.mockRestore()
})

test('what concerns the whole import is no problem of one record', () => {
  const prisma = (code: string, originalCode?: string) =>
    Object.assign(new Error(code), { code, meta: { driverAdapterError: { cause: { originalCode } } } })
  const whole: unknown[] = [
    ...['P1001', 'P1017', 'P2024', 'P2028', 'P2034'].map((code) => prisma(code)),
    ...['53100', '57P01', '40P01', '08006'].map((code) => prisma('P2010', code)),
    Object.assign(new Error('disk full'), { code: '53100' }),
    Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
    new Error('Connection terminated unexpectedly'),
    new DomainError('unavailable', 'Too many people are writing just now: try again in a moment.'),
  ]
  expect(whole.filter(isOfTheData)).toEqual([])
  const ofOne: unknown[] = [
    prisma('P2010', '23514'),
    prisma('P2002'),
    prisma('P2025'),
    new TypeError('x'),
    new DomainError('conflict', 'x'),
  ]
  expect(ofOne.filter((error) => !isOfTheData(error))).toEqual([])
})
