import { FormError } from '@/components/ui/field'
import { FullTime } from '@/components/ui/time'
import type { QueueRow } from '@/lib/curation/reports'
import { counted } from '@/lib/shared'
import type { FormState } from '@/lib/web/http'
import { CaseDecision, ProposeSuspension } from './case-decision'
import { CaseFacts } from './case-facts'
import { CasePostText, CaseTitle } from './case-post'

type Props = {
  row: QueueRow
  /** The kind that the page is narrowed to, which it stays after a decision. */
  show: string
  /** A refused form of this case. */
  form: FormState | undefined
  /** Admins decide about suspensions. */
  admin: boolean
}

/** What editors are asked to decide: the post, what was said about it, what is known of its author, and the decision. */
export function Case({ row, show, form, admin }: Props) {
  const asked = row.kind === 'appeal' || row.kind === 'suspension'
  return (
    <article className="case" aria-labelledby={`h-case-${row.id}`}>
      <p className="meta">
        <b>{kindOf(row)}</b>
        <span className="dot">
          waits since <FullTime date={row.openedAt} />
        </span>
      </p>
      <h2 id={`h-case-${row.id}`}>
        <CaseTitle row={row} />
      </h2>
      {asked && (
        <p className="said">
          <b dir="auto">{row.openedBy ?? 'Somebody'}</b> {row.kind === 'appeal' ? 'asks to show it again' : 'proposes it'}: “
          <bdi>{row.words}</bdi>”
        </p>
      )}
      <div className="case-2">
        {row.post && (
          <div className="case-post">
            <CasePostText post={row.post} caseId={row.id} author={row.author} />
          </div>
        )}
        <CaseFacts row={row} />
        <div className="case-decide">
          <FormError form={form} />
          <CaseDecision row={row} show={show} form={form} admin={admin} />
          {row.kind !== 'suspension' && row.author && !row.author.suspended && row.author.joinedAt && (
            <ProposeSuspension row={row} author={row.author} show={show} form={form} />
          )}
        </div>
      </div>
    </article>
  )
}

function kindOf({ kind, reportCount, post }: QueueRow): string {
  if (kind === 'report') return counted(reportCount, 'report', 'reports')
  if (kind === 'appeal') return 'Appeal'
  if (kind === 'suspension') return 'Proposed suspension'
  return post?.kind === 'reply' ? 'Held reply' : 'Held question'
}
