import { type SavedSearch, savedSearchAddress, savedSearchWords } from '@/lib/notices/searches'
import { urls } from '@/lib/shared'

/** The searches that a person has saved, each with the ways to pause and to remove it. */
export function SavedSearches({ searches }: { searches: SavedSearch[] }) {
  if (searches.length === 0) return null
  return (
    <ul className="plain watches" aria-label="Saved searches">
      {searches.map((search) => (
        <Search key={search.id} search={search} />
      ))}
    </ul>
  )
}

function Search({ search: { query, paused } }: { search: SavedSearch }) {
  const [address, words] = [savedSearchAddress(query), savedSearchWords(query)]
  const [command, label] = paused ? ['save', 'Continue'] : ['pause', 'Pause']
  return (
    <li>
      <span>
        <a href={address} dir="auto">
          {words}
        </a>
        <span className="meta desk-why">
          Saved search
          {paused && <b className="dot">Paused</b>}
        </span>
      </span>
      <form className="do" method="post" action={urls.savedSearch(address)}>
        <input type="hidden" name="from" value="list" />
        <button className="btn btn-s" type="submit" name="do" value={command} aria-label={`${label}: ${words}`}>
          {label}
        </button>
        <button className="btn btn-s" type="submit" name="do" value="remove" aria-label={`Remove: ${words}`}>
          Remove
        </button>
      </form>
    </li>
  )
}
