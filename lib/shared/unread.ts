/** More unread notices than these are not counted. */
export const unreadCountMax = 99

/** A number of unread notices, as the bell shows it: "3", "99+". */
export function unreadWord(count: number): string {
  return count > unreadCountMax ? `${unreadCountMax}+` : String(count)
}

/** What a screen reader says of the bell. */
export function inboxLabel(unread: number): string {
  return unread > 0 ? `Inbox, ${unreadWord(unread)} unread` : 'Inbox'
}
