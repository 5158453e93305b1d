import { afterEach, expect, test } from 'vitest'
import { visitor } from '../../identity/viewer'
import { filterOf } from '../engines/meilisearch/filters'
import type { EngineQuery, Filters } from '../engines/port'
import { filterConditions, Parameters } from '../engines/postgres/conditions'
import { noFacets, resolveFilters } from './filters'
import { type Operator, operators, queryHelp } from './operators'
import { isEmptyQuery, parseQuery } from './parse'
import type { ParsedQuery } from './parsed-query'

/** An operator that nobody else has heard of. */
const place: Operator = {
  name: 'place',
  help: [{ example: 'place:3', does: 'The third post of its thread' }],
  read(value, parsed) {
    if (!/^\d+$/.test(value)) return `place:${value} is not a number.`
    Object.assign(parsed, { place: Number(value) })
    return null
  },
  filter: (parsed) => ({ place: (parsed as ParsedQuery & { place?: number }).place ?? null }) as Partial<Filters>,
  postgres(filters, add) {
    const { place } = filters as Filters & { place: number | null }
    return place === null ? [] : [`p.place = ${add(place)}`]
  },
  meilisearch(filters) {
    const { place } = filters as Filters & { place: number | null }
    return place === null ? [] : [`place = ${place}`]
  },
}

afterEach(() => {
  const added = operators.indexOf(place)
  if (added >= 0) operators.splice(added, 1)
})

async function engineQueryOf(text: string): Promise<EngineQuery> {
  const parsed = parseQuery(text)
  const { filters } = await resolveFilters(visitor, parsed, noFacets)
  return { viewer: visitor, corpus: { posts: 1, meanLength: 1 }, queryTerms: [], excludedTerms: [], filters }
}

test('a new row of the table reaches the parser, both engines and the help page', async () => {
  expect(parseQuery('place:3').notices, 'without the row it is a word').toEqual(['place: is not an operator. It was searched as a word.'])
  operators.push(place)
  const parsed = parseQuery('tls place:3')
  expect(parsed).toMatchObject({ words: 'tls', operators: ['place:3'], withoutOperators: 'tls', notices: [] })
  expect(isEmptyQuery(parseQuery('place:3'))).toBe(false)
  expect(parseQuery('place:x').notices).toEqual(['place:x is not a number.'])
  const query = await engineQueryOf('tls place:3')
  const parameters = new Parameters()
  expect(filterConditions(query, parameters)).toEqual(['p.place = $1'])
  expect(parameters.values).toEqual([3])
  expect(await filterOf(query)).toContain('place = 3')
  expect(queryHelp()).toContainEqual({ example: 'place:3', does: 'The third post of its thread' })
})

test('every operator of the table limits both engines, and its examples are understood', async () => {
  for (const { name, help } of operators) {
    expect(help.length, name).toBeGreaterThan(0)
    for (const { example } of help) {
      expect(example).toMatch(new RegExp(`^${name}:`))
      expect(parseQuery(example), example).toMatchObject({ words: '', operators: [example], notices: [] })
    }
  }
  const filters: Filters = {
    topicIds: [1],
    tagIds: [2],
    authorIds: [3],
    is: ['covered'],
    before: new Date(0),
    after: new Date(1),
  }
  for (const { name, postgres, meilisearch } of operators) {
    expect(
      postgres(filters, () => '$1'),
      name,
    ).toHaveLength(1)
    expect(meilisearch(filters), name).toHaveLength(1)
  }
})
