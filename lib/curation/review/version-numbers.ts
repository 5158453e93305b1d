/** What follows a number that counts or measures something. */
const units =
  'bits?|bytes?|[kmgt]i?b|[kmg]?hz|fps|dpi|p?px|pixels?|mm|cm|km|kg|mg|ms|secs?|seconds?|mins?|minutes?|hours?|hrs?|days?|weeks?|months?|years?|' +
  'am|pm|times|x|percent|cores?|threads?|people|persons?|users?|devices?|inch(?:es)?|usd|eur|dollars?|euros?|pounds?'
const betweenMax = String.raw`[^\S\n]{0,2}-?`

/**
 * Source of a regular expression for a version, "18", "2.1.3" or "7.x", with what is written of a preview. Everything is of bounded
 * length. It needs the flags `i` and `u`.
 */
export const versionSource = String.raw`\d{1,4}(?:\.\d{1,5}){0,4}(?:\.x|[abfp]\d{1,3}|[-.]?(?:alpha|beta|rc|pre|preview|dev)(?:[-.]?\d{1,4})?)?`

/** What must not follow a version: more of a number, a date, a time or a thousand; a unit, a currency. */
export const versionEnd = String.raw`(?![\p{L}\p{N}_])(?!\.\p{N}|,\d{3}|[:/\\]\d{2}|-\d{1,2}-\d|${betweenMax}(?:[%€$£¥°″]|(?:${units})(?![\p{L}\p{N}])))`

/** Returns the numbers of a version that `versionSource` found: 2, 1 of "2.1", and 7 of "7.x". */
export function numbersOf(version: string): number[] {
  return (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number)
}

/** Compares number by number, so that 1.10 is above 1.7. A version is below those that say more of it: 17 below 17.4. */
export function compareVersions(a: number[], b: number[]): number {
  const at = a.findIndex((number, i) => number !== b[i])
  if (at === -1) return a.length - b.length
  return (a[at] ?? 0) - (b[at] ?? -1)
}

/** Returns the newer of two versions that something applies to. 17 says more than 17.4: all of it. */
export function newestOf(a: number[], b: number[]): number[] {
  const [lower, upper] = compareVersions(a, b) < 0 ? [a, b] : [b, a]
  return lower.every((number, i) => number === upper[i]) ? lower : upper
}

/** Whether numbers with dots are a day, "18.12.2024". */
export function isDay(numbers: number[]): boolean {
  const [first = 0, second = 0, year = 0] = numbers
  return numbers.length === 3 && isYear(year) && first <= 31 && second <= 31
}

/** Whether numbers with dots may be the address of a computer. */
export const isAddress = (numbers: number[]) => numbers.length === 4 && numbers.every((number) => number <= 255)

export const isYear = (number: number) => number >= 1980 && number <= 2099

/** A version jumps so far at most. macOS went from 15 to 26. */
const jumpMax = 15
/** Or by this share of what it was: browsers have three digits. */
const jumpShareMax = 0.5

/**
 * Whether `found` is newer than `applied`, by as many numbers as `applied` has: 17.4 is still 17. A number that is too far above is none
 * that the same product would have: at most 15 above or half as much again. A year follows a year only.
 */
export function isNewer(found: number[], applied: number[]): boolean {
  const at = applied.findIndex((number, i) => (found[i] ?? number) !== number)
  const [before = 0, now = 0] = [applied[at], found[at]]
  if (at === -1 || now <= before) return false
  if (at === 0 && isYear(now) !== isYear(before)) return false
  return now <= before + Math.max(jumpMax, before * jumpShareMax)
}
