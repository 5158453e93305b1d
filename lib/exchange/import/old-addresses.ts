import { z } from 'zod'
import { queryRows } from '../../platform/db'
import type { ImportContext } from './context'

type Address = { address: string; kind: 'thread' | 'reply' | 'answer'; subjectId: number }

const Taken = z.object({ address: z.string() })

/** Writes old addresses, so that they redirect. An address that already leads elsewhere stays as it is and is reported. */
export async function writeAddresses(context: ImportContext, addresses: Address[]): Promise<void> {
  if (addresses.length === 0) return
  const rows = await queryRows(
    context.client,
    Taken,
    `with given as (select a, k::subject_kind as k, s from unnest($1::text[], $2::text[], $3::int[]) as u(a, k, s)),
       made as (insert into old_address (address, kind, subject_id) select a, k, s from given on conflict (address) do nothing returning address)
     select g.a as address from given g join old_address o on o.address = g.a where (o.kind, o.subject_id) is distinct from (g.k, g.s)`,
    [addresses.map((a) => a.address), addresses.map((a) => a.kind), addresses.map((a) => a.subjectId)],
  )
  for (const { address } of rows) {
    context.report.addressesTaken.push(address)
  }
}
