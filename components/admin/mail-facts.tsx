import { FullTime } from '@/components/ui/time'
import type { MailState } from '@/lib/administration'
import { fullCount, urls } from '@/lib/shared'
import { Fact } from './fact'

/** How mail is, a test of it, and the button that stops all of it. */
export function MailFacts({ state }: { state: MailState }) {
  const { pausedSince, sentToday, waiting, failing, oldest } = state
  return (
    <>
      {pausedSince && (
        <p className="say say-no" role="status">
          <span>
            <b>
              All mail is paused since <FullTime date={pausedSince} />.
            </b>{' '}
            Nothing is sent, not even links to confirm an address or to choose a new password. It waits until you let mail go on.
          </span>
        </p>
      )}
      <dl className="facts">
        <Fact name="Sent within a day" value={fullCount(sentToday)} />
        <Fact name="Waiting" value={fullCount(waiting)} />
        {failing > 0 && <Fact name="Failed and tried again" value={fullCount(failing)} />}
        {oldest && <Fact name="The oldest that waits" value={<FullTime date={oldest} />} />}
      </dl>
      <form className="do" method="post" action={urls.adminMail()}>
        <button className="btn" type="submit" name="do" value="test">
          Send me a test mail
        </button>
        <button className="btn" type="submit" name="do" value={pausedSince ? 'go_on' : 'pause'}>
          {pausedSince ? 'Let mail go on' : 'Pause all mail'}
        </button>
      </form>
    </>
  )
}
