import type { Metadata } from 'next'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { CurrentImport } from '@/components/admin/current-import'
import { ImportForm } from '@/components/admin/import-form'
import { ImportReport } from '@/components/admin/import-report'
import { readImports } from '@/lib/exchange/import'
import { urls } from '@/lib/shared'
import { one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Import', robots: { index: false } }

const done: Record<string, string> = {
  confirm: 'The worker imports it now.',
  resume: 'The import goes on.',
  stop: 'The worker stops as soon as it has written what it is at.',
  discard: 'Discarded. The uploaded files are removed.',
}

export default async function AdminImport({ searchParams }: PageProps<'/admin/import'>) {
  const me = requireAdmin(urls.adminImport())
  const { current, ended } = await readImports(me.viewer)
  return (
    <AdminPage title="Import" at="/admin/import" notice={done[one((await searchParams).done) ?? ''] ?? null}>
      {current ? <CurrentImport run={current} /> : <ImportForm />}
      <section className="desk-sec" aria-labelledby="h-ended">
        <div className="sec-head">
          <h2 id="h-ended">Earlier imports</h2>
        </div>
        {ended.length === 0 && <p className="quiet">None from here. Imports of the command line are not listed.</p>}
        {ended.map((run, i) => (
          <ImportReport key={run.id} run={run} open={i === 0 && current === null && run.state !== 'discarded'} />
        ))}
      </section>
    </AdminPage>
  )
}
