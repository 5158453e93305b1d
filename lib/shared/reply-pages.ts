import { repliesPageSize } from './limits'

// Pages of a thread are cut by the numbers of its replies, never by how many are shown: a hidden reply leaves a gap and moves nothing.

/** Returns the page of a thread that shows the reply of this number, from 1 on; 1 for the opening, which has the number 0. */
export function pageOfReply(number: number): number {
  return Math.max(1, Math.ceil(number / repliesPageSize))
}

/** Returns the first and the last number of a page. */
export function numbersOfPage(page: number): { first: number; last: number } {
  return { first: (page - 1) * repliesPageSize + 1, last: page * repliesPageSize }
}
