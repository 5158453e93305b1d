import { type ListingFilter, type ListingSort, listingFilters, listingSorts } from '../../community/threads'

export { decoded } from '../../shared'

/** Query parameters as Next hands them over. */
export type Query = Record<string, string | string[] | undefined>

/** Returns the first value of a parameter, or undefined. */
export function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** Returns all values of a parameter. */
export function many(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

/** Returns a whole number from 1 on; for anything else, 1. */
export function pageNumber(value: string | string[] | undefined): number {
  const number = Number(one(value) ?? 1)
  return Number.isSafeInteger(number) && number >= 1 ? number : 1
}

/** Returns the id in an address, or null if it can't be one. */
export function idOf(text: string): number | null {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : null
}

/** Returns a day such as 2026-11-29, in UTC, or undefined for anything else. */
export function dayOf(text: string | undefined): Date | undefined {
  const day = /^\d{4}-\d\d-\d\d$/.test(text ?? '') ? new Date(`${text}T00:00:00Z`) : null
  // The 31st of a shorter month would be another day.
  return day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text ?? '') ? day : undefined
}

/** Returns sort, filter and cursor of a listing, with defaults for unknown values. */
export function listingParameters(query: Query): { sort: ListingSort; filter: ListingFilter; after?: string; before?: string } {
  return {
    sort: listingSorts.find((sort) => sort === one(query.sort)) ?? 'activity',
    filter: listingFilters.find((filter) => filter === one(query.filter)) ?? 'all',
    after: one(query.after),
    before: one(query.before),
  }
}
