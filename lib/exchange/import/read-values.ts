const isoDate = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i
// Some programs write "no date" as the year 1 or 9999.
const yearMin = 1970
const yearMax = 2200

/**
 * Reads a date of an export. It is UTC if no zone is given. Anything else (null, numbers, the 30th of February)
 * returns an invalid date.
 */
export function dateOf(value: unknown): Date {
  const match = typeof value === 'string' ? isoDate.exec(value.trim()) : null
  if (!match) return new Date(Number.NaN)
  const [, year, month, day, time = '00:00', zone = 'Z'] = match
  const inCalendar = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day)
  if (!inCalendar || Number(year) < yearMin || Number(year) > yearMax) return new Date(Number.NaN)
  return new Date(`${year}-${month}-${day}T${time}${zone.toUpperCase() === 'UTC' ? 'Z' : zone.replace(/(\d{2})(\d{2})$/, '$1:$2')}`)
}

/** Whether a date is valid. */
export function isDated(date: Date | undefined): date is Date {
  return date !== undefined && !Number.isNaN(date.getTime())
}

/** Returns the first valid date, or an invalid one. */
export function firstDate(...values: unknown[]): Date {
  return values.map(dateOf).find(isDated) ?? new Date(Number.NaN)
}
