/** What an editor does so that a search finds what it should. */
export const ways = ['synonym', 'alias', 'tag', 'coverage', 'answer', 'text'] as const

export type Way = (typeof ways)[number]
