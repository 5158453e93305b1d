import type { Metadata } from 'next'
import { requirePerson } from '@/components/shell/require-person'
import { OwnHiddenList } from '@/components/threads/own-hidden-list'
import { ReplyList } from '@/components/threads/reply-list'
import { Pager } from '@/components/ui/pager'
import { NothingYet, OwnPage } from '@/components/viewer/own-page'
import { listOwnHidden, listReplies } from '@/lib/community/threads'
import { urls } from '@/lib/shared'
import { one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'My replies', robots: { index: false } }

export default async function MyRepliesPage({ searchParams }: PageProps<'/me/replies'>) {
  const me = requirePerson(urls.myReplies())
  const query = await searchParams
  const cursor = { after: one(query.after), before: one(query.before) }
  const { rows, newer, older } = await listReplies(me.viewer, { authorId: me.person.id, ...cursor })
  // They are not among the others, whose pages go by date.
  const hidden = query.after || query.before ? [] : await listOwnHidden(me.viewer, 'reply')
  return (
    <OwnPage section="replies">
      {rows.length > 0 ? (
        <ReplyList rows={rows} />
      ) : hidden.length > 0 ? null : (
        <NothingYet title="You have not replied yet">
          <p>Replies that you post are listed here. Perhaps you know the answer to an open question.</p>
          <p className="do">
            <a className="btn" href={urls.threads({ filter: 'unanswered' })}>
              Unanswered questions
            </a>
          </p>
        </NothingYet>
      )}
      <OwnHiddenList rows={hidden} />
      <Pager newer={newer && urls.myReplies({ before: newer })} older={older && urls.myReplies({ after: older })} />
    </OwnPage>
  )
}
