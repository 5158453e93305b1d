import { z } from 'zod'
import { pool, queryRows } from '../../../platform/db'
import { batchSize, type Section, type Sight } from './sections'

const Keyed = z.looseObject({ key: z.number() })

export type Row = Record<string, unknown>

/** Reads the rows of a section with one batch in memory. `more` are the values from $3 on. */
export async function* rowsOf({ sql }: Section, personId: number, ...more: unknown[]): AsyncGenerator<Row> {
  for (let after = 0; ; ) {
    const rows = await queryRows(pool(), Keyed, sql, [personId, after, ...more])
    for (const { key, ...row } of rows) {
      after = key
      yield row
    }
    if (rows.length < batchSize) return
  }
}

/** Returns a file of the export as text, in pieces: an object with a list for each section. */
export async function* jsonOf(sections: Section[], personId: number, sight: Sight): AsyncGenerator<string> {
  yield '{'
  for (const [i, section] of sections.entries()) {
    yield `${i > 0 ? ',' : ''}\n  ${JSON.stringify(section.name)}: [`
    let first = true
    for await (const row of rowsOf(section, personId, ...(section.given?.(sight) ?? []))) {
      yield `${first ? '' : ','}\n    ${JSON.stringify(row)}`
      first = false
    }
    yield first ? ']' : '\n  ]'
  }
  yield '\n}\n'
}
