import { ListTime } from '@/components/ui/time'
import type { listSessions } from '@/lib/identity/accounts'
import { deviceName, urls } from '@/lib/shared'

/** Where a person is signed in, with a button that ends each session. */
export function Sessions({ sessions }: { sessions: Awaited<ReturnType<typeof listSessions>> }) {
  return (
    <section aria-labelledby="h-sessions">
      <div className="sec-head">
        <h2 id="h-sessions">Where you are signed in</h2>
      </div>
      <ul className="plain">
        {sessions.map((session) => (
          <li key={session.id}>
            <span>
              {deviceName(session.userAgent)}
              {session.present && <b> · here</b>}
              <span className="meta">
                {' '}
                <ListTime date={session.updatedAt} />
              </span>
            </span>
            {!session.present && (
              <form method="post" action="/settings/sessions">
                <input type="hidden" name="session" value={session.id} />
                <button className="act" type="submit" aria-label={`End the session on ${deviceName(session.userAgent)}`}>
                  End
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <div className="do">
        {sessions.length > 1 && (
          <form method="post" action="/settings/sessions">
            <button className="btn" type="submit">
              End all others
            </button>
          </form>
        )}
        <form method="post" action={urls.signOut()}>
          <button className="btn" type="submit">
            Sign out
          </button>
        </form>
      </div>
    </section>
  )
}
