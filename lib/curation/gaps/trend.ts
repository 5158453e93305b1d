/** Periods that figures can be about, in days. */
export const gapPeriods = [30, 90, 365] as const
export type GapPeriod = (typeof gapPeriods)[number]

/** Figures that are stored are about so many days. */
export const storedPeriod = 90

/**
 * How views of a period compare with those of the period before. `early`: views have not been counted for both periods yet; `few`: too few
 * views to compare.
 */
export type GapTrend = 'early' | 'few' | 'falling' | 'steady' | 'rising' | 'soaring'

/** Fewer views in both periods are chance. */
const viewsMin = 20

/** Returns the trend. `countedDays` says for how many days views have been counted: totals that were imported are in no period. */
export function trendOf(views: number, before: number, { days, countedDays }: { days: number; countedDays: number }): GapTrend {
  if (countedDays < 2 * days) return 'early'
  if (views + before < viewsMin) return 'few'
  if (views >= 2 * before) return 'soaring'
  if (views >= 1.2 * before) return 'rising'
  return views <= before / 1.2 ? 'falling' : 'steady'
}
