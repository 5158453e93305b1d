import { Field } from '@/components/ui/field'
import type { AuthorRecord, QueueRow } from '@/lib/curation/reports'
import { urls } from '@/lib/shared'
import type { FormState } from '@/lib/web/http'

type Choice = { command: string; label: string; look: string }
type Decision = { label: string; hint: string; choices: Choice[] }

const decisions: Record<QueueRow['kind'], Decision> = {
  report: {
    label: 'Why',
    hint: 'If you hide it, its author reads this, and it is required. If you dismiss the reports, those who made them read it.',
    choices: [
      { command: 'dismiss', label: 'Dismiss', look: 'btn' },
      { command: 'hide', label: 'Hide the post', look: 'btn btn-no' },
    ],
  },
  appeal: {
    label: 'Why',
    hint: 'Its author reads this. If the post stays hidden, it is required.',
    choices: [
      { command: 'restore', label: 'Show it again', look: 'btn' },
      { command: 'refuse', label: 'It stays hidden', look: 'btn' },
    ],
  },
  held: {
    label: 'Why',
    hint: 'If you refuse it, its author reads this, and it is required.',
    choices: [
      { command: 'approve', label: 'Approve', look: 'btn btn-do' },
      { command: 'reject', label: 'Refuse', look: 'btn btn-no' },
    ],
  },
  suspension: {
    label: 'Why',
    hint: 'If you suspend the account, the person reads this when they sign in. Their posts stay.',
    choices: [
      { command: 'suspend', label: 'Suspend the account', look: 'btn btn-no' },
      { command: 'decline', label: 'Decline', look: 'btn' },
    ],
  },
}

type Props = { row: QueueRow; show: string; form: FormState | undefined; admin: boolean }

/** The reason and the buttons that decide a case. */
export function CaseDecision({ row, show, form, admin }: Props) {
  if (row.kind === 'suspension' && !admin) return <p className="quiet mt-4">Admins decide about this.</p>
  const { label, hint, choices } = decisions[row.kind]
  // A proposal is what an admin would write.
  const value = row.kind === 'suspension' ? row.words.slice(0, 500) : ''
  return (
    <form method="post" action={urls.deskReports()}>
      <Hidden row={row} show={show} />
      <Field form={form} id={`reason-${row.id}`} name="reason" label={label} hint={hint} value={value} rows={2} maxLength={1_000} />
      <div className="do">
        {choices.map(({ command, label, look }) => (
          <button key={command} className={look} type="submit" name="do" value={command}>
            {label}
            <span className="vh">: {row.post?.title ?? row.author?.displayName}</span>
          </button>
        ))}
      </div>
    </form>
  )
}

/** Folded, because it is rarely needed: proposes to admins that the author's account is suspended. */
export function ProposeSuspension({ row, author, show, form }: Omit<Props, 'admin'> & { author: AuthorRecord }) {
  const isRefused = form?.field === 'words'
  return (
    <details className="fold" open={isRefused}>
      <summary>
        Propose to suspend <bdi>{author.displayName}</bdi>
      </summary>
      <form method="post" action={urls.deskSuspension()}>
        <Hidden row={row} show={show} />
        <input type="hidden" name="person" value={author.id} />
        <Field
          form={form}
          id={`words-${row.id}`}
          name="words"
          label="Why the account should be suspended"
          hint="Admins read this and decide."
          rows={2}
          maxLength={500}
          required
        />
        <div className="do">
          <button className="btn" type="submit">
            Propose it
          </button>
        </div>
      </form>
    </details>
  )
}

function Hidden({ row, show }: Pick<Props, 'row' | 'show'>) {
  return (
    <>
      <input type="hidden" name="case" value={row.id} />
      <input type="hidden" name="show" value={show} />
    </>
  )
}
