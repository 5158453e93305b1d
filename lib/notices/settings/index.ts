export { type NoticePreferences, type NoticeSettings, readNoticeSettings, standardPreferences } from './read-settings'
export { type Channel, channels, type SettingRow, settingRows } from './rows'
export { type SaveNoticeSettings, saveNoticeSettings } from './save-settings'
export { isTimeZone, timeZones } from './time-zones'
