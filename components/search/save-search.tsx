import { readSavedSearch } from '@/lib/notices/searches'
import { urls } from '@/lib/shared'
import { person, requestContext } from '@/lib/web/http'

/** Lets someone who is signed in save the search at this address, or says that they have. Results are made for each reader, so it knows. */
export async function SaveSearch({ address }: { address: string }) {
  const me = requestContext().viewer.audience === 'visitor' ? null : person()
  if (!me) return null
  const saved = await readSavedSearch(me.viewer, new URL(address, 'http://site').searchParams)
  return (
    <div className="save-search">
      {saved ? (
        <p className="meta">
          {saved.paused ? 'You have paused this search.' : 'You have saved this search, and are told of new results.'}{' '}
          <a className="link" href={urls.savedSearch(address)}>
            Change this
          </a>
        </p>
      ) : (
        <form method="post" action={urls.savedSearch(address)}>
          <button className="btn btn-s" type="submit" name="do" value="save">
            Save this search
          </button>
          <span className="meta" role="status">
            You are told of new results.
          </span>
        </form>
      )}
    </div>
  )
}
