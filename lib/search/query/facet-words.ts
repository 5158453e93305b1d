import type { ChosenFacets } from './filters'

/** Returns what narrows a search, in words. */
export function facetWords({ is, kinds, topics, tags }: ChosenFacets): string[] {
  return [
    ...is,
    ...kinds.map((kind) => (kind === 'answer' ? 'canonical answers' : 'threads')),
    ...topics.map((topic) => `in ${topic}`),
    ...tags.map((tag) => `tagged ${tag}`),
  ]
}
