import { type Suspension, suspensionSentence } from '@/lib/identity/accounts'
import { WhomToAsk } from './whom-to-ask'

/** What someone reads whose account was suspended while they were signed in. */
export function SuspendedNotice({ suspension }: { suspension: Suspension }) {
  return (
    <>
      <div className="say say-no" role="alert">
        <span>
          <b className="badge-no">{suspensionSentence(suspension)}</b>
        </span>
      </div>
      <WhomToAsk />
    </>
  )
}
