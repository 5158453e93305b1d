import { type ListingFilter, type ListingSort, listingFilters, listingSorts } from '../../community/threads'

export { decoded } from '../../shared'

/** Query parameters as Next hands them over. */
export type Query = Record<string, string | string[] | undefined>

/** The first value of a parameter, or nothing. */
export function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** All values of a parameter. */
export function many(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

/** A whole number from 1 on; anything else is 1. */
export function pageNumber(value: string | string[] | undefined): number {
  const number = Number(one(value) ?? 1)
  return Number.isSafeInteger(number) && number >= 1 ? number : 1
}

/** An id from an address, or null if it can't be one. */
export function idOf(text: string): number | null {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : null
}

/** Sort, filter and cursor of a listing; what is unknown is the default. */
export function listingParameters(query: Query): { sort: ListingSort; filter: ListingFilter; after?: string; before?: string } {
  return {
    sort: listingSorts.find((sort) => sort === one(query.sort)) ?? 'activity',
    filter: listingFilters.find((filter) => filter === one(query.filter)) ?? 'all',
    after: one(query.after),
    before: one(query.before),
  }
}
