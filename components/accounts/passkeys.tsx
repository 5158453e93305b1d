import { ListTime } from '@/components/ui/time'
import { deviceName } from '@/lib/shared'
import { requestContext } from '@/lib/web/http'
import { AddPasskey } from './add-passkey'

type Props = { passkeys: { id: string; name: string | null; createdAt: Date | null }[] }

/** The passkeys of one's own account. */
export function Passkeys({ passkeys }: Props) {
  return (
    <section aria-labelledby="h-passkeys">
      <div className="sec-head">
        <h2 id="h-passkeys">Passkeys</h2>
      </div>
      {passkeys.length === 0 && <p className="quiet">None yet. A passkey signs you in with your device, without a password.</p>}
      <ul className="plain">
        {passkeys.map((passkey) => (
          <li key={passkey.id}>
            <span>
              {passkey.name ?? 'A passkey'}
              {passkey.createdAt && (
                <span className="meta">
                  {' '}
                  <ListTime date={passkey.createdAt} />
                </span>
              )}
            </span>
            <form method="post" action="/settings/passkeys">
              <input type="hidden" name="passkey" value={passkey.id} />
              <button className="act" type="submit" aria-label={`Remove ${passkey.name ?? 'the passkey'}`}>
                Remove
              </button>
            </form>
          </li>
        ))}
      </ul>
      <AddPasskey name={deviceName(requestContext().reader.userAgent)} />
    </section>
  )
}
