const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Shows every time of the page in the reader's zone, and recent ones of lists as "12 min", "2 h", "Yesterday". */
export function localiseTimes(now = new Date()): void {
  for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-time]')) {
    const date = new Date(element.dateTime)
    if (Number.isNaN(date.getTime())) continue
    element.title = date.toLocaleString()
    const recent = element.dataset.time === 'list' ? recently(date, now) : null
    if (recent) element.textContent = recent
    else if (element.dataset.time === 'full') {
      const month = date.toLocaleString('en', { month: 'short' })
      element.textContent = `${date.getDate()} ${month} ${date.getFullYear()}`
    }
  }
}

function recently(date: Date, now: Date): string | null {
  const age = now.getTime() - date.getTime()
  if (age < 0 || age > 2 * dayMs) return null
  if (age < hourMs) return `${Math.max(1, Math.round(age / 60_000))} min`
  if (date.toDateString() === now.toDateString()) return `${Math.round(age / hourMs)} h`
  const yesterday = new Date(now.getTime() - dayMs)
  return date.toDateString() === yesterday.toDateString() ? 'Yesterday' : null
}
