import type { Metadata } from 'next'
import { requirePerson } from '@/components/shell/require-person'
import { OwnUnseenLists } from '@/components/threads/own-unseen'
import { ReplyList } from '@/components/threads/reply-list'
import { Pager } from '@/components/ui/pager'
import { NothingYet, OwnPage } from '@/components/viewer/own-page'
import { listReplies } from '@/lib/community/threads'
import { listOwnUnseen, noneUnseen } from '@/lib/curation/holding'
import { urls } from '@/lib/shared'
import { one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'My replies', robots: { index: false } }

export default async function MyRepliesPage({ searchParams }: PageProps<'/me/replies'>) {
  const me = requirePerson(urls.myReplies())
  const query = await searchParams
  const cursor = { after: one(query.after), before: one(query.before) }
  const { rows, newer, older } = await listReplies(me.viewer, { authorId: me.person.id, ...cursor })
  // They are not among the others, whose pages go by date.
  const unseen = query.after || query.before ? noneUnseen : await listOwnUnseen(me.viewer, 'reply')
  return (
    <OwnPage section="replies">
      {rows.length > 0 ? (
        <ReplyList rows={rows} />
      ) : unseen.count > 0 ? null : (
        <NothingYet title="You have not replied yet">
          <p>Replies that you post are listed here. Perhaps you know the answer to an open question.</p>
          <p className="do">
            <a className="btn" href={urls.threads({ filter: 'unanswered' })}>
              Unanswered questions
            </a>
          </p>
        </NothingYet>
      )}
      <OwnUnseenLists unseen={unseen} />
      <Pager newer={newer && urls.myReplies({ before: newer })} older={older && urls.myReplies({ after: older })} />
    </OwnPage>
  )
}
