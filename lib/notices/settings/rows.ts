import type { Viewer } from '../../identity/viewer'
import { type NoticeKind, noticeKindNames, noticeKinds } from '../events'

/** Ways of being told, beside the inbox. */
export const channels = ['mail', 'daily', 'weekly', 'inbox'] as const
export type Channel = (typeof channels)[number]

/** A choice of how to be told: kinds that share a label are chosen together. `name` is the first of them. */
export type SettingRow = { name: NoticeKind; kinds: NoticeKind[]; label: string; standard: Channel }

/** Returns what the viewer can be told of, in the order of the table of kinds: what is for editors or admins is for them alone. */
export function settingRows(viewer: Viewer): SettingRow[] {
  const rows = new Map<string, SettingRow>()
  for (const kind of noticeKindNames) {
    const { label, channel, for: whom } = noticeKinds[kind]
    if (whom === 'editors' && viewer.audience !== 'editor') continue
    if (whom === 'admins' && !viewer.admin) continue
    const row = rows.get(label) ?? { name: kind, kinds: [], label, standard: channel }
    row.kinds.push(kind)
    rows.set(label, row)
  }
  return [...rows.values()]
}
