export { markAllRead, markRead, markThreadRead } from './mark-read'
export { countMax, countUnread, inboxPageSize, type NoticeRow, readNotices } from './read-notices'
export { noticeIsShown, noticeSources, seesAnswer, seesPost, seesThread } from './visible-notices'
