const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A count as lists show it: 999, 1.1k from 1,000, 48k from 10,000, 1.2M from a million. */
export function shortCount(n: number): string {
  if (n < 1000) return String(n)
  if (n < 9_950) return `${(n / 1000).toFixed(1).replace(/\.0$/, '')}k`
  if (n < 999_500) return `${Math.round(n / 1000)}k`
  return `${(n / 1_000_000).toFixed(1).replace(/\.0$/, '')}M`
}

/** A count in running text: 48,120. */
export function fullCount(n: number): string {
  return n.toLocaleString('en-US')
}

/** "1 reply", "3 replies", "1,204 replies". */
export function counted(n: number, one: string, many: string): string {
  return `${fullCount(n)} ${n === 1 ? one : many}`
}

/** The same for what is counted up to `most` alone: "more than 1,000 replies". */
export function countedTo(most: number, n: number, [one, many]: [string, string]): string {
  return n > most ? `more than ${fullCount(most)} ${many}` : counted(n, one, many)
}

/** "21 Nov 2026", in UTC: what is in the page until the browser puts the reader's own zone. */
export function fullDate(date: Date): string {
  return `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/**
 * A date in a listing: "21 Nov" within the last ten months or so, "Aug 2025" before. `now` is passed in, because
 * pages are cached.
 */
export function listDate(date: Date, now: Date): string {
  const recentDays = 300
  const ageDays = (now.getTime() - date.getTime()) / 86_400_000
  return ageDays < recentDays
    ? `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]}`
    : `${monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** Minutes to read a text of so many words, at 220 words a minute, at least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / 220))
}

/** A size on disk: 512 B, 3.4 MB, 12 GB. */
export function bytesOf(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let size = bytes
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  return `${unit === 0 || size >= 10 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`
}
