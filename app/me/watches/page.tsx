import type { Metadata } from 'next'
import { SavedSearches } from '@/components/notices/saved-searches'
import { WatchList } from '@/components/notices/watch-list'
import { requirePerson } from '@/components/shell/require-person'
import { Pager } from '@/components/ui/pager'
import { NothingYet, OwnPage } from '@/components/viewer/own-page'
import { listSavedSearches } from '@/lib/notices/searches'
import { listWatches, parseWatchCursor, watchCursorOf } from '@/lib/notices/watching'
import { urls } from '@/lib/shared'
import { one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Watching', robots: { index: false } }

export default async function MyWatchesPage({ searchParams }: PageProps<'/me/watches'>) {
  const me = requirePerson(urls.myWatches())
  const query = await searchParams
  const after = parseWatchCursor(one(query.after))
  const [{ rows, more }, searches] = await Promise.all([listWatches(me.viewer, after), after ? [] : listSavedSearches(me.viewer)])
  const last = rows.at(-1)
  return (
    <OwnPage section="watches">
      <SavedSearches searches={searches} />
      {rows.length > 0 && <WatchList rows={rows} />}
      {rows.length === 0 && searches.length === 0 && (
        <NothingYet title="You are not watching anything">
          <p>
            Threads that you ask or reply in are watched by themselves. Watch a topic, a tag or an answer to hear what is new there, or save
            a search.
          </p>
          <p className="do">
            <a className="btn" href={urls.topics()}>
              Find a topic to watch
            </a>
          </p>
        </NothingYet>
      )}
      <Pager
        newer={after && urls.myWatches()}
        older={more && last ? urls.myWatches({ after: watchCursorOf(last) }) : null}
        newerWord="Newest"
      />
    </OwnPage>
  )
}
