/** Why someone reports a post, in the order of the form. */
export const reportReasons = ['spam', 'abuse', 'private', 'place', 'other'] as const
export type ReportReason = (typeof reportReasons)[number]

/** The reasons as people read them. */
export const reportReasonNames: Record<ReportReason, string> = {
  spam: 'It is spam or advertising',
  abuse: 'It insults or threatens somebody',
  private: 'It shows private data of somebody',
  place: 'It is in the wrong place',
  other: 'Something else',
}
