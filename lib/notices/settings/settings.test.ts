import { expect, test } from 'vitest'
import { aReader } from '../../../test/factories'
import { visitor } from '../../identity/viewer'
import { db } from '../../platform/db'
import { noticeKindNames } from '../events'
import { isTimeZone, readNoticeSettings, saveNoticeSettings, settingRows, standardPreferences, timeZones } from '.'

test('everyone chooses for what they can be told of, and each kind is in one choice', async () => {
  const [member, editor, admin] = [await aReader(), await aReader('editor'), await aReader('admin')]
  const kindsOf = (viewer: typeof member) => settingRows(viewer).flatMap(({ kinds }) => kinds)
  expect(kindsOf(admin).toSorted()).toEqual(noticeKindNames.toSorted())
  expect(kindsOf(member)).toContain('reply_to_me')
  for (const kind of ['review_asked', 'backup_failed'] as const) expect(kindsOf(member)).not.toContain(kind)
  expect(kindsOf(editor)).toContain('review_asked')
  expect(kindsOf(editor)).not.toContain('backup_failed')
  const labels = settingRows(admin).map(({ label }) => label)
  expect(new Set(labels).size).toBe(labels.length)
})

test('what is chosen is kept for all kinds of a choice, and what is the standard again is not stored', async () => {
  const member = await aReader()
  const channelOf = async (name: string) => (await readNoticeSettings(member)).rows.find((row) => row.name === name)?.channel
  expect([await channelOf('post_hidden'), await channelOf('reply')]).toEqual(['mail', 'inbox'])
  const chosen = new Map([
    ['post_hidden', 'inbox'],
    ['reply', 'daily'],
    ['backup_failed', 'inbox'],
  ] as const)
  await saveNoticeSettings(member, { ...standardPreferences, followReplied: false, timeZone: 'Asia/Kolkata', hour: 6, channels: chosen })
  expect(await readNoticeSettings(member)).toMatchObject({ followAsked: true, followReplied: false, timeZone: 'Asia/Kolkata', hour: 6 })
  expect([await channelOf('post_hidden'), await channelOf('reply')]).toEqual(['inbox', 'daily'])
  const stored = async () =>
    (await db().noticeSetting.findMany({ where: { personId: member.personId } })).map(({ kind }) => kind).toSorted()
  expect(await stored(), 'nothing for what only an admin is told').toEqual(['post_hidden', 'post_restored', 'reply'])
  await saveNoticeSettings(member, { ...standardPreferences, channels: new Map([['reply', 'inbox']]) })
  expect(await stored(), 'what was not in the form stays').toEqual(['post_hidden', 'post_restored'])
})

test('a time zone that is none is refused, and visitors choose nothing', async () => {
  const wrong = { ...standardPreferences, timeZone: 'Mars/Olympus', channels: new Map() }
  await expect(saveNoticeSettings(await aReader(), wrong)).rejects.toMatchObject({ code: 'invalid', field: 'timeZone' })
  await expect(readNoticeSettings(visitor)).rejects.toMatchObject({ code: 'forbidden' })
})

test('time zones are listed by region, UTC among them', () => {
  const listed = timeZones().flatMap(({ zones }) => zones)
  expect(listed).toContain('UTC')
  for (const zone of ['Europe/Berlin', 'Asia/Kolkata']) expect(listed).toContain(zone)
  expect(new Set(listed).size).toBe(listed.length)
  expect(listed.filter((zone) => !isTimeZone(zone))).toEqual([])
  expect(['', '+01:00', 'nowhere'].filter(isTimeZone)).toEqual([])
})
