import { authorizePerson, type Viewer } from '../../identity/viewer'
import { transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import type { NoticePreferences } from './read-settings'
import { type Channel, settingRows } from './rows'
import { isTimeZone } from './time-zones'

/** `channels` is by the name of a row; rows that are not in it stay as they are. */
export type SaveNoticeSettings = NoticePreferences & { channels: ReadonlyMap<string, Channel> }

/**
 * Saves how the person wants to be told. What is the standard is not stored, so that it follows the standard. @throws DomainError
 * `forbidden` for visitors, `invalid` for a time zone that there is not.
 */
export async function saveNoticeSettings(viewer: Viewer, { channels, ...preferences }: SaveNoticeSettings): Promise<void> {
  const personId = authorizePerson(viewer, 'account.settings', true)
  if (!isTimeZone(preferences.timeZone)) throw new DomainError('invalid', 'Choose a time zone of the list.', 'timeZone')
  const chosen = settingRows(viewer).flatMap(({ name, kinds, standard }) => {
    const channel = channels.get(name)
    return channel === undefined ? [] : kinds.map((kind) => ({ personId, kind, channel, isStandard: channel === standard }))
  })
  await transaction(async (tx) => {
    await tx.noticeSetting.deleteMany({ where: { personId, kind: { in: chosen.map(({ kind }) => kind) } } })
    await tx.noticeSetting.createMany({
      data: chosen.filter(({ isStandard }) => !isStandard).map(({ isStandard: _, ...row }) => row),
      skipDuplicates: true,
    })
    await tx.noticePreference.upsert({
      where: { personId },
      create: { personId, ...preferences },
      update: preferences,
      select: { personId: true },
    })
  })
}
