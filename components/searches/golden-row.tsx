import { Field } from '@/components/ui/field'
import { FullTime } from '@/components/ui/time'
import type { GoldenRow } from '@/lib/curation/search-gaps'
import { urls } from '@/lib/shared'
import type { FormState } from '@/lib/web/http'

/** A golden query: what it must find, whether it does, and the form that changes it. */
export function GoldenQueryRow({ row, form }: { row: GoldenRow; form: FormState | undefined }) {
  const of = (name: string) => `${name}-${row.id}`
  return (
    <details className="admin-row" open={form !== undefined}>
      <summary className="fold">
        <bdi>{row.query}</bdi>{' '}
        <span className="meta">
          {row.hit} · <State row={row} />
        </span>
      </summary>
      <form className="form form-narrow" method="post" action={urls.deskGolden()}>
        <input type="hidden" name="id" value={row.id} />
        <Field form={form} id={of('query')} name="query" label="The search" value={row.query} maxLength={400} required />
        <Field form={form} id={of('hit')} name="hit" label="The page that it must find" value={row.hit} maxLength={500} required />
        <p className="meta">
          <a className="link" href={row.hit}>
            See the page
          </a>
          {row.checkedAt && (
            <span className="dot">
              checked <FullTime date={row.checkedAt} />
            </span>
          )}
          {row.gapId !== null && (
            <span className="dot">
              <a className="link" href={urls.deskSearch(row.gapId)}>
                The search gap that it closes
              </a>
            </span>
          )}
        </p>
        <div className="do">
          <button className="btn" type="submit" name="do" value="change">
            Save<span className="vh">: {row.query}</span>
          </button>
          <button className="btn btn-no" type="submit" name="do" value="remove" formNoValidate>
            Remove<span className="vh">: {row.query}</span>
          </button>
        </div>
      </form>
    </details>
  )
}

function State({ row: { passes, failingSince } }: { row: GoldenRow }) {
  if (passes === null) return 'not checked yet'
  if (passes) return 'found'
  return (
    <b>
      not among the first three{' '}
      {failingSince && (
        <>
          since <FullTime date={failingSince} />
        </>
      )}
    </b>
  )
}
