import { FullTime } from '@/components/ui/time'
import type { AnswerUse } from '@/lib/curation/feedback'
import { counted, fullCount, urls } from '@/lib/shared'

type Row = { label: string; value: string; href?: string; says?: string }

/** What editors see of an answer at a glance. Each is a row; those that lead somewhere are links. */
export function UseFacts({ use }: { use: AnswerUse }) {
  const { open, handled } = use.feedback
  const rows: Row[] = [
    { label: 'Views', value: fullCount(use.views), says: `${fullCount(use.month)} in 30 days, ${fullCount(use.quarter)} in 90` },
    {
      label: 'What readers missed',
      value: `${fullCount(open)} to read`,
      href: urls.deskFeedback({ of: use.id }),
      says: `${fullCount(handled)} dealt with`,
    },
    {
      label: 'Covers',
      value: counted(use.covered, 'thread', 'threads'),
      href: use.isLive ? urls.answerThreads(use.slug) : undefined,
      says: `${fullCount(use.accepted)} of them accepted by the asker`,
    },
    {
      label: 'Contested',
      value: counted(use.contested, 'thread', 'threads'),
      href: use.contested > 0 ? urls.deskContested() : undefined,
      says: counted(use.decided, 'decision so far', 'decisions so far'),
    },
    {
      label: 'Cites',
      value: counted(use.sources, 'source', 'sources'),
      href: use.changed > 0 ? urls.deskNeedsReview({ reason: 'evidence' }) : undefined,
      says: use.changed > 0 ? `${fullCount(use.changed)} changed since` : undefined,
    },
  ]
  return (
    <section aria-labelledby="page_figures">
      <h2 id="page_figures">Figures</h2>
      <dl className="facts use-facts">
        {rows.map(({ label, value, href, says }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {href ? (
                <a className="link" href={href}>
                  {value}
                </a>
              ) : (
                value
              )}
              {says && <span className="meta">{says}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** How many readers each revision helped. */
export function HelpfulRevisions({ use }: { use: AnswerUse }) {
  return (
    <section aria-labelledby="page_helpfulness">
      <div className="sec-head">
        <h2 id="page_helpfulness">Helpful, by revision</h2>
      </div>
      <table className="use-table" aria-labelledby="page_helpfulness">
        <thead>
          <tr>
            <th scope="col">Revision</th>
            <th className="n" scope="col">
              Yes
            </th>
            <th className="n" scope="col">
              No
            </th>
            <th className="n" scope="col">
              Helped
            </th>
          </tr>
        </thead>
        <tbody>
          {use.revisions.map(({ number, significance, at, yes, no }) => (
            <tr key={number}>
              <td>
                <a className="link" href={urls.answerRevision(use.slug, number)}>
                  {number}, {significance}
                </a>{' '}
                <span className="meta">
                  <FullTime date={at} />
                </span>
              </td>
              <td className="n">{fullCount(yes)}</td>
              <td className="n">{fullCount(no)}</td>
              <td className="n">{yes + no === 0 ? '–' : `${Math.round((100 * yes) / (yes + no))} %`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What people searched for before they opened the answer, as far as it may be shown. */
export function LedSearches({ searches: { shown, rarer } }: { searches: AnswerUse['searches'] }) {
  return (
    <section className="desk-sec" aria-labelledby="page_searches">
      <div className="sec-head">
        <h2 id="page_searches">Searches that led here</h2>
        <p className="meta">in 90 days</p>
      </div>
      {shown.length === 0 && rarer === 0 && <p className="quiet">Nobody came here by a search.</p>}
      <ul className="plain">
        {shown.map(({ text, times }) => (
          <li key={text}>
            <a className="link" href={urls.search(text)} dir="auto">
              {text}
            </a>
            <span className="meta when">{counted(times, 'time', 'times')}</span>
          </li>
        ))}
      </ul>
      {rarer > 0 && (
        <p className="meta mt-4">
          {rarer === 1 ? 'One rarer search led here, too.' : `${fullCount(rarer)} rarer searches led here, too.`} Their words are not shown.
        </p>
      )}
    </section>
  )
}
