import type { Metadata } from 'next'
import { WatchList } from '@/components/notices/watch-list'
import { requirePerson } from '@/components/shell/require-person'
import { Pager } from '@/components/ui/pager'
import { NothingYet, OwnPage } from '@/components/viewer/own-page'
import { listWatches, parseWatchCursor, watchCursorOf } from '@/lib/notices/watching'
import { urls } from '@/lib/shared'
import { one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Watching', robots: { index: false } }

export default async function MyWatchesPage({ searchParams }: PageProps<'/me/watches'>) {
  const me = requirePerson(urls.myWatches())
  const query = await searchParams
  const after = parseWatchCursor(one(query.after))
  const { rows, more } = await listWatches(me.viewer, after)
  const last = rows.at(-1)
  return (
    <OwnPage section="watches">
      {rows.length > 0 ? (
        <WatchList rows={rows} />
      ) : (
        <NothingYet title="You are not watching anything">
          <p>Threads that you ask or reply in are watched by themselves. Watch a topic, a tag or an answer to hear what is new there.</p>
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
