import { authorizePerson, type Viewer } from '../../identity/viewer'
import { db } from '../../platform/db'
import { type Channel, type SettingRow, settingRows } from './rows'

/** What is followed by itself, and when digests come: `hour` of the person's day, `weekday` from 0, which is Sunday. */
export type NoticePreferences = {
  followAsked: boolean
  followReplied: boolean
  followMentioned: boolean
  /** An IANA name. */
  timeZone: string
  hour: number
  weekday: number
}

/** Where a person has chosen nothing. The database has the same defaults. */
export const standardPreferences: NoticePreferences = {
  followAsked: true,
  followReplied: true,
  followMentioned: true,
  timeZone: 'UTC',
  hour: 8,
  weekday: 1,
}

export type NoticeSettings = NoticePreferences & { rows: (SettingRow & { channel: Channel })[] }

/** Returns how the person wants to be told. Two queries. @throws DomainError `forbidden` for visitors. */
export async function readNoticeSettings(viewer: Viewer): Promise<NoticeSettings> {
  const personId = authorizePerson(viewer, 'account.settings', true)
  const [chosen, preferences] = await Promise.all([
    db().noticeSetting.findMany({ where: { personId }, select: { kind: true, channel: true } }),
    db().noticePreference.findUnique({ where: { personId }, omit: { personId: true } }),
  ])
  const channelOf = new Map(chosen.map(({ kind, channel }) => [kind, channel]))
  const rows = settingRows(viewer).map((row) => ({ ...row, channel: channelOf.get(row.name) ?? row.standard }))
  return { ...standardPreferences, ...preferences, rows }
}
