import { z } from 'zod'
import { pool, queryRow } from '../lib/platform/db'

type Plan = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}
const Explained = z.object({ 'QUERY PLAN': z.array(z.object({ Plan: z.custom<Plan>() })).length(1) })

function rowsOf(plan: Plan, table: string): number {
  const own = plan['Relation Name'] === table ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'] : 0
  return own + (plan.Plans ?? []).reduce((sum, each) => sum + rowsOf(each, table), 0)
}

/** Runs a statement, and says how many rows of a table it read, also those that a condition left out. */
export async function rowsRead(text: string, values: unknown[]): Promise<(table: string) => number> {
  const explained = await queryRow(pool(), Explained, `explain (analyze, format json) ${text}`, values)
  const plan = explained['QUERY PLAN'][0]?.Plan
  if (!plan) throw new Error('There is no plan.')
  return (table) => rowsOf(plan, table)
}
