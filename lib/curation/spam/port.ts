/** A post as a service is told of it. No mail address is among it. */
export type SpamQuestion = {
  kind: 'thread' | 'reply'
  /** Title and text, in Markdown. */
  text: string
  /** The name that others see. */
  author: string
  address: string
  userAgent: string
}

/** What a spam service can be asked. It throws if it can't be reached, or answers something else than yes or no. */
export type SpamService = { isSpam(question: SpamQuestion): Promise<boolean> }
