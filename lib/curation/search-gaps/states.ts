/** What a search gap can be. */
export const gapStates = ['open', 'closed', 'dismissed'] as const

export type GapState = (typeof gapStates)[number]
