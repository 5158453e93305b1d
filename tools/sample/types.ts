/** A thread of the sample. Replies are [author, text, state]. */
export type SampleThread = {
  topic: string
  title: string
  by: string
  at: string
  tags: string[]
  body: string
  views: number
  /** People who boost it. */
  boosts?: string[]
  replies: [by: string, body: string, how?: { accepted?: true; answers?: number; boosts?: string[] }][]
  covered?: { answer: string; section?: string }
}

/** An answer of the sample. A revision is the sections it had, with the words it had then. */
export type SampleAnswer = {
  slug: string
  topic: string
  title: string
  summary: string
  tags: string[]
  aliases: string[]
  appliesTo: string[]
  reviewAt: string
  views: number
  lead: string
  sections: Record<string, { heading: string; body: string }>
  revisions: {
    at: string
    by: string
    reviewer?: string
    note: string
    significance: 'typo' | 'minor' | 'major'
    sections: string[]
    /** Words of today that read otherwise then: [today, formerly]. */
    formerly?: [string, string][]
  }[]
}
