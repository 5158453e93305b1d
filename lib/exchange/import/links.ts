import type { ImportContext } from './context'

/** Writes the links between threads of the source. Links to threads that were not imported are left out. */
export async function writeLinks({ client, sourceId, links, report }: ImportContext): Promise<void> {
  const { rowCount } = await client.query(
    `insert into thread_link (from_id, to_id, kind, created_at)
     select distinct f.local_id, t.local_id, l.k::thread_link_kind, thread.created_at
     from unnest($2::text[], $3::text[], $4::text[]) as l(f, t, k)
     join imported_record f on f.source_id = $1 and f.kind = 'thread' and f.external_id = l.f
     join imported_record t on t.source_id = $1 and t.kind = 'thread' and t.external_id = l.t
     join thread on thread.id = f.local_id
     where f.local_id <> t.local_id on conflict do nothing`,
    [sourceId, links.map((link) => link.from), links.map((link) => link.to), links.map((link) => link.kind)],
  )
  report.links = rowCount ?? 0
}
