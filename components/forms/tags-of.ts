import { wordsOf } from '@/lib/shared'

/** The tags in the text of a field, each once. */
export const tagsOf = (text: string): string[] => [...new Set(wordsOf(text))]

/** The text of a field that has these tags, and what someone is typing. */
export const textOf = (tags: string[], typed: string): string => tagsOf([...tags, typed].join(',')).join(', ')
