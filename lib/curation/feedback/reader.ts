import { isbot } from 'isbot'

/** Who says something about an answer, as far as it is looked at: nothing of it is kept but a digest of the day. */
export type Reader = { address: string; userAgent: string }

/** Whether this is a program: it gets the same response, and is not counted. */
export function isRobot({ userAgent }: Reader): boolean {
  return !userAgent || isbot(userAgent)
}
