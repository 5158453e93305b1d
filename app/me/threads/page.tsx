import type { Metadata } from 'next'
import { requirePerson } from '@/components/shell/require-person'
import { OwnUnseenLists } from '@/components/threads/own-unseen'
import { ThreadTable } from '@/components/threads/thread-table'
import { Pager } from '@/components/ui/pager'
import { NothingYet, OwnPage } from '@/components/viewer/own-page'
import { listThreads } from '@/lib/community/threads'
import { listOwnUnseen, noneUnseen } from '@/lib/curation/holding'
import { urls } from '@/lib/shared'
import { one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'My threads', robots: { index: false } }

export default async function MyThreadsPage({ searchParams }: PageProps<'/me/threads'>) {
  const me = requirePerson(urls.myThreads())
  const query = await searchParams
  const cursor = { after: one(query.after), before: one(query.before) }
  const { rows, newer, older } = await listThreads(me.viewer, {
    scope: { authorId: me.person.id },
    sort: 'newest',
    filter: 'all',
    ...cursor,
  })
  // They are not among the others, whose pages go by date.
  const unseen = query.after || query.before ? noneUnseen : await listOwnUnseen(me.viewer, 'thread')
  return (
    <OwnPage section="threads">
      {rows.length > 0 ? (
        <ThreadTable rows={rows} labelledBy="own-title" sort="newest" />
      ) : unseen.count > 0 ? null : (
        <NothingYet title="You have not asked anything yet">
          <p>Questions that you post are listed here, with what became of them.</p>
          <p className="do">
            <a className="btn" href={urls.ask()}>
              Ask a question
            </a>
          </p>
        </NothingYet>
      )}
      <OwnUnseenLists unseen={unseen} />
      <Pager newer={newer && urls.myThreads({ before: newer })} older={older && urls.myThreads({ after: older })} />
    </OwnPage>
  )
}
