import { FullTime } from '@/components/ui/time'
import type { SuspensionProposal } from '@/lib/curation/reports'

/** Says which editor proposes to suspend somebody, and why. Suspending is further down, with the same reason; here it is declined. */
export function SuspensionProposed({ proposal: { caseId, by, at, words }, address }: { proposal: SuspensionProposal; address: string }) {
  return (
    <div className="say mt-4">
      <span>
        <b>
          <bdi>{by}</bdi> proposes to suspend this account:
        </b>{' '}
        “<bdi>{words}</bdi>”{' '}
        <span className="meta">
          <FullTime date={at} />
        </span>
      </span>
      <form method="post" action={address}>
        <input type="hidden" name="case" value={caseId} />
        <button className="btn" type="submit" name="do" value="decline">
          Decline
        </button>
      </form>
    </div>
  )
}
