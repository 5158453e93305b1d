import { createHash } from 'node:crypto'
import { test } from '@playwright/test'

/**
 * Six letters that belong to this attempt of this test alone: another attempt, project, repetition or site has others. Letters, so that
 * search takes `Zephyr` with them for one word.
 */
export function mark(): string {
  const { testId, retry, repeatEachIndex, project } = test.info()
  const digest = createHash('sha256').update([process.env.E2E_URL, testId, project.name, repeatEachIndex, retry].join(' ')).digest()
  return [...digest.subarray(0, 6)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')
}

/** This text with the mark: a name or title that no other attempt leaves behind. */
export const own = (text: string) => `${text} ${mark()}`
