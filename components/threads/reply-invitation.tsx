import type { ThreadHere } from '@/components/reply/reply-here-props'
import { Told } from '@/components/viewer/told'
import type { ThreadView } from '@/lib/community/threads'
import { urls } from '@/lib/shared'
import { requestContext } from '@/lib/web/http'

/** The end of a thread: how a reader goes on from here. An earlier page has no link of its own, and a place for a reply to a post. */
export function ReplyInvitation({ thread }: { thread: ThreadView }) {
  const isLastPage = thread.page >= thread.pageCount
  if (thread.state === 'closed')
    return isLastPage ? <p className="thread-note">This thread is closed. It can be read and takes no more replies.</p> : null
  const isVisitor = requestContext().viewer.audience === 'visitor'
  const plain = urls.threadReply(thread.id)
  return (
    <>
      {!isVisitor && (
        <div data-reply={thread.id}>
          <Told viewer={urls.viewerOfThread(thread.id)} part={{ show: 'reply in place', place: placeOf(thread, isLastPage) }} />
        </div>
      )}
      {isLastPage && (
        <p className="go-on">
          <a className="btn" href={isVisitor ? urls.signIn({ next: plain }) : plain}>
            {isVisitor ? 'Sign in to reply' : 'Reply'}
          </a>
        </p>
      )}
    </>
  )
}

/** What components/reply starts with, once it is loaded. */
function placeOf({ id, slug }: ThreadView, isLastPage: boolean): ThreadHere {
  return { id, slug, plain: urls.threadReply(id), viewer: urls.viewerOfThread(id), isLastPage }
}
