import type { Settings } from 'meilisearch'

/**
 * How the index is set up, the whole of it. The documents hold terms of our analyser, corrected and completed before they are
 * asked for, and the ranker orders what is found. So the engine needs no typos, no prefixes and no nearness: what is left
 * is fast and the same for every language.
 */
export const indexSettings = {
  searchableAttributes: ['title', 'text'],
  filterableAttributes: ['group', 'groupId', 'kind', 'topics', 'tags', 'author', 'standing', 'opening', 'created'],
  sortableAttributes: ['activity', 'views', 'boosts', 'created', 'kind', 'groupId'],
  displayedAttributes: ['id', 'version', 'group', 'activity', 'views', 'boosts'],
  // Among equals the newest, as in PostgreSQL.
  rankingRules: ['sort', 'words', 'attribute', 'created:desc'],
  distinctAttribute: null,
  stopWords: [],
  synonyms: {},
  typoTolerance: { enabled: false },
  prefixSearch: 'disabled',
  proximityPrecision: 'byAttribute',
  pagination: { maxTotalHits: 10_000 },
  // Facets are counted over the ranked result, in PostgreSQL.
  facetSearch: false,
} satisfies Settings

type Plain = Record<string, unknown>

/**
 * What differs between an index and our settings, by name; nothing if it is ours. The engine answers lists of filterable
 * and sortable attributes in an order of its own and adds what we leave to it: only what we set is compared.
 */
export function settingsDiffering(present: Plain): string[] {
  return Object.entries(indexSettings).flatMap(([name, wanted]) =>
    JSON.stringify(normal(name, wanted)) === JSON.stringify(normal(name, pick(present[name], wanted))) ? [] : [name],
  )
}

function pick(present: unknown, wanted: unknown): unknown {
  if (wanted === null || typeof wanted !== 'object' || Array.isArray(wanted) || Object.keys(wanted).length === 0) return present
  return Object.fromEntries(Object.keys(wanted).map((key) => [key, (present as Plain | undefined)?.[key]]))
}

function normal(name: string, value: unknown): unknown {
  const isSet = ['filterableAttributes', 'sortableAttributes', 'stopWords'].includes(name)
  return isSet && Array.isArray(value) ? [...value].sort() : value
}
