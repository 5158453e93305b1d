import { z } from 'zod'
import { ReviewReason } from '../../platform/db'

/** Why an answer should be looked at again, in the order in which editors read it. */
export const reviewReasons = Object.values(ReviewReason)

/** What each reason is called. Pages begin with these words what they say of it. */
export const reasonNames: Record<ReviewReason, string> = {
  date: 'Review date passed',
  evidence: 'Source changed',
  contested: 'Contested',
  replies: 'Said not to work any more',
  helpfulness: 'Helps fewer readers',
  links: 'Dead links',
  version: 'Newer version discussed',
}

/** A reason to look at an answer: since when, when the last of it came, and of how many things it is made. */
export const Reason = z.object({ answerId: z.int(), reason: z.enum(ReviewReason), since: z.date(), latest: z.date(), count: z.int() })
export type Reason = z.infer<typeof Reason>
