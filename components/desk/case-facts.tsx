import { FullTime } from '@/components/ui/time'
import { type AuthorRecord, type CaseReport, type EarlierDecision, postsCountedMax, type QueueRow } from '@/lib/curation/reports'
import { counted, countedTo, fullDate, reportReasonNames, urls } from '@/lib/shared'

/** What was said about a post, what is known of its author, and what was decided before. */
export function CaseFacts({ row }: { row: QueueRow }) {
  return (
    <div className="case-facts">
      {row.kind === 'report' && <Reports reports={row.reports} count={row.reportCount} />}
      {row.author && <Author author={row.author} title={row.kind === 'suspension' ? 'The account' : 'The author'} />}
      {row.earlier.length > 0 && <Earlier decisions={row.earlier} />}
    </div>
  )
}

function Reports({ reports, count }: { reports: CaseReport[]; count: number }) {
  if (reports.length === 0) return <p className="quiet">Those who reported it have deleted their accounts.</p>
  return (
    <>
      <h3>What is wrong with it</h3>
      <ul>
        {reports.map((report) => (
          <li key={report.byName}>
            <b>{reportReasonNames[report.reason]}</b>
            {report.words && (
              <>
                : “<bdi>{report.words}</bdi>”
              </>
            )}
            <span className="meta">
              <a href={urls.person(report.byName)} dir="auto">
                {report.by}
              </a>
              <span className="dot">{trackOf(report)}</span>
            </span>
          </li>
        ))}
      </ul>
      {count > reports.length && <p className="meta">and {count - reports.length} more</p>}
    </>
  )
}

function trackOf({ upheld, dismissed }: CaseReport): string {
  return upheld + dismissed === 0 ? 'first report' : `${upheld} of ${upheld + dismissed} earlier reports led to a hidden post`
}

function Author({ author, title }: { author: AuthorRecord; title: string }) {
  const { joinedAt, posts, hidden, upheld, dismissed, rejected, role, suspended } = author
  const roleName = { member: 'Member', editor: 'Editor', admin: 'Admin' }[role]
  return (
    <>
      <h3>{title}</h3>
      <p>
        {suspended ? `${roleName}, suspended` : roleName}
        {joinedAt ? ` since ${fullDate(joinedAt)}` : ', without an account'}
      </p>
      <p className="meta">
        {countedTo(postsCountedMax, posts, ['post', 'posts'])}
        <span className="dot">{hidden === 0 ? 'none hidden' : `${countedTo(postsCountedMax, hidden, ['other', 'others'])} hidden`}</span>
        <span className="dot">
          {upheld + dismissed === 0 ? 'never reported before' : `${upheld} of ${counted(upheld + dismissed, 'report', 'reports')} upheld`}
        </span>
        {rejected > 0 && <span className="dot">{counted(rejected, 'post', 'posts')} refused</span>}
      </p>
    </>
  )
}

function Earlier({ decisions }: { decisions: EarlierDecision[] }) {
  return (
    <>
      <h3>Decided before</h3>
      <ul>
        {decisions.map((decision) => (
          <li key={decision.at.toISOString()}>
            {outcomeWords[decision.outcome]}
            {decision.reason && (
              <>
                : “<bdi>{decision.reason}</bdi>”
              </>
            )}
            <span className="meta">
              {decision.by ?? 'The program'}
              <span className="dot">
                <FullTime date={decision.at} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

const outcomeWords: Record<EarlierDecision['outcome'], string> = {
  dismissed: 'A report was dismissed',
  hidden: 'It was hidden after a report',
  restored: 'It was shown again after an appeal',
  stays: 'An appeal was refused',
  approved: 'It was approved',
  rejected: 'It was not published',
  suspended: 'The account was suspended',
  declined: 'A suspension was declined',
  gone: 'Its author deleted it',
}
