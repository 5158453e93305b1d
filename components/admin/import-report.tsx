import { FullTime } from '@/components/ui/time'
import type { ImportRunView } from '@/lib/exchange/import'
import { fullCount, urls } from '@/lib/shared'
import { kindOf } from './current-import'

const endNames: Record<string, string> = { done: 'Done', failed: 'Failed', discarded: 'Discarded' }

/** An import that has ended, with its report. */
export function ImportReport({ run, open }: { run: ImportRunView; open: boolean }) {
  const { fileName, kind, state, by, endedAt, report, error, interrupted, seconds } = run
  return (
    <details className="admin-row" open={open}>
      <summary className="fold">
        {fileName}{' '}
        <span className="meta">
          {kindOf(kind)} · {endNames[state] ?? state}
          {endedAt && (
            <>
              , <FullTime date={endedAt} />
            </>
          )}
          {by && ` · by ${by}`}
        </span>
      </summary>
      {error && (
        <p className="err">
          <span aria-hidden="true">!</span>
          {error}
        </p>
      )}
      {report && <pre className="report">{report}</pre>}
      {report && interrupted && (
        <p className="meta">It was interrupted and went on: what had come before counts as unchanged in these figures.</p>
      )}
      {state === 'done' && (
        <p className="meta report-next">
          {fullCount(seconds)} seconds.{' '}
          <a className="link" href={urls.adminTopics()}>
            Look at the topics
          </a>
          ,{' '}
          <a className="link" href={urls.deskHidden()}>
            at what came in hidden
          </a>
          .
        </p>
      )}
      {state === 'discarded' && (
        <p className="meta report-next">Nothing more was imported after that, and the uploaded files are removed.</p>
      )}
    </details>
  )
}
