import type { ThreadView } from '@/lib/community/threads'
import { urls } from '@/lib/shared'
import { requestContext } from '@/lib/web/http'

/** The end of a thread: how a reader goes on from here. */
export function ReplyInvitation({ thread }: { thread: ThreadView }) {
  if (thread.state === 'closed') return <p className="thread-note">This thread is closed. It can be read and takes no more replies.</p>
  const visitor = requestContext().viewer.audience === 'visitor'
  return (
    <p className="go-on">
      <a className="btn" href={visitor ? urls.signIn({ next: urls.threadReply(thread.id) }) : urls.threadReply(thread.id)}>
        {visitor ? 'Sign in to reply' : 'Reply'}
      </a>
    </p>
  )
}
