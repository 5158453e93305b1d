import type { Metadata } from 'next'
import { DeskPage } from '@/components/desk/desk-page'
import { GoldenQueryRow } from '@/components/searches/golden-row'
import { SearchesNav } from '@/components/searches/searches-nav'
import { requirePerson } from '@/components/shell/require-person'
import { Field, FormError, Say } from '@/components/ui/field'
import { Pager } from '@/components/ui/pager'
import { goldenPageSize, readGoldenPage } from '@/lib/curation/search-gaps'
import { urls } from '@/lib/shared'
import { one, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Golden queries', robots: { index: false } }

const fromMax = 100_000
const done: Record<string, string> = {
  found: 'Saved. The page is among the first three.',
  missed: 'Saved. The page is not among the first three.',
  remove: 'Removed.',
  check: 'All of them are being checked. Load this page again in a moment.',
}

/** Searches that must find a page, with what the last check said. */
export default async function GoldenPage({ searchParams }: PageProps<'/desk/golden'>) {
  const me = requirePerson(urls.deskGolden(), 'search.golden')
  const query = await searchParams
  const from = Math.min(fromMax, Math.max(0, Number(/^\d{1,6}$/.exec(one(query.from) ?? '')?.[0] ?? 0)))
  const { rows, hasMore } = await readGoldenPage(me.viewer, from)
  const form = sentForm()
  const refused = Number(sentValue(form, 'id'))
  const isOfRow = rows.some(({ id }) => id === refused)
  const notice = form ? undefined : done[one(query.done) ?? '']
  const page = (at: number) => urls.deskGolden({ from: at > 0 ? String(at) : undefined })
  return (
    <DeskPage title="Golden queries">
      <SearchesNav at={urls.deskGolden()} />
      {notice && <Say>{notice}</Say>}
      <FormError form={form} />
      <p className="deck">
        A golden query must find its page among the first three hits. All of them are checked every night, soon after their page or a
        synonym has changed, and before a new search index is used. Editors are told when one fails.
      </p>
      <form className="form form-narrow" method="post" action={urls.deskGolden()}>
        <Field form={isOfRow ? undefined : form} name="query" label="The search" maxLength={400} required />
        <Field
          form={isOfRow ? undefined : form}
          name="hit"
          label="The page that it must find"
          hint="The address of a thread or a canonical answer."
          maxLength={500}
          required
        />
        <div className="do">
          <button className="btn btn-do" type="submit" name="do" value="add">
            Add it
          </button>
        </div>
      </form>
      <section className="desk-sec" aria-labelledby="h-golden">
        <div className="sec-head">
          <h2 id="h-golden">All of them</h2>
        </div>
        {rows.length === 0 && <p className="quiet">{from > 0 ? 'Nothing more.' : 'There are none yet.'}</p>}
        {rows.map((row) => (
          <GoldenQueryRow key={row.id} row={row} form={row.id === refused ? form : undefined} />
        ))}
        {rows.length > 0 && (
          <form className="mt-4" method="post" action={urls.deskGolden()}>
            <button className="btn" type="submit" name="do" value="check">
              Check all now
            </button>
          </form>
        )}
        <Pager
          newer={from > 0 ? page(from - goldenPageSize) : null}
          older={hasMore ? page(from + goldenPageSize) : null}
          newerWord="Before"
          olderWord="More"
        />
      </section>
    </DeskPage>
  )
}
