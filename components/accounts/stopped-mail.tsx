import type { MailStop } from '@/lib/platform/mail'

/** Says that mail to one's address is stopped, why, and how it goes on. */
export function StoppedMail({ stop }: { stop: MailStop }) {
  return (
    <div className="say say-no" role="status">
      <span>
        <b>No mail is sent to you about what happens here.</b>{' '}
        {stop.complaint
          ? 'A mail to your address was reported as unwanted.'
          : 'A mail to your address came back: change the address, or let mail go on if it works again.'}{' '}
        Links that you ask for, as for a new password, are sent all the same.
      </span>
      <form method="post" action="/settings/mail">
        <button className="btn btn-s" type="submit">
          Send me mail again
        </button>
      </form>
    </div>
  )
}
