import { fullDate, listDate } from '@/lib/shared'

/** A date in running text. The browser shows it in the reader's zone. */
export function FullTime({ date }: { date: Date }) {
  return (
    <time dateTime={date.toISOString()} data-time="full">
      {fullDate(date)}
    </time>
  )
}

/** A date in a list. The browser makes "2 h" or "Yesterday" of a recent one. */
export function ListTime({ date }: { date: Date }) {
  return (
    <time dateTime={date.toISOString()} data-time="list">
      {listDate(date, new Date())}
    </time>
  )
}

/** A moment for records: to the minute, in UTC, so that two readers speak of the same. Its title says it in the reader's zone. */
export function ExactTime({ date }: { date: Date }) {
  return (
    <time dateTime={date.toISOString()} data-time="exact">
      {fullDate(date)}, {date.toISOString().slice(11, 16)} UTC
    </time>
  )
}
