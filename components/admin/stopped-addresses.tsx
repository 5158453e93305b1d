import { FullTime } from '@/components/ui/time'
import type { MailStop } from '@/lib/platform/mail'
import { fullCount, urls } from '@/lib/shared'

/** Addresses to which nothing is sent by itself any more, the latest first. */
export function StoppedAddresses({ stops, count }: { stops: MailStop[]; count: number }) {
  return (
    <section className="desk-sec" aria-labelledby="h-stopped">
      <div className="sec-head">
        <h2 id="h-stopped">Addresses without mail</h2>
      </div>
      <p className="quiet">
        Mail to them came back, or their readers reported it as unwanted.{' '}
        {count > stops.length && `These are the latest ${stops.length} of ${fullCount(count)}. `}
        The people can let it go on in their settings.
      </p>
      {stops.map(({ address, complaint, said, createdAt }) => (
        <div className="admin-row py-3" key={address}>
          <p>
            {address}{' '}
            <span className="meta">
              {complaint ? 'reported as unwanted' : 'came back'} · <FullTime date={createdAt} />
            </span>
          </p>
          {said && <p className="meta">{said}</p>}
          <form className="mt-2" method="post" action={urls.adminMail()}>
            <input type="hidden" name="address" value={address} />
            <button className="btn btn-s" type="submit" name="do" value="address" aria-label={`Send mail again to ${address}`}>
              Send mail again
            </button>
          </form>
        </div>
      ))}
    </section>
  )
}
