import { PostActions } from '@/components/viewer/post-actions'
import { may } from '@/lib/identity/viewer'
import { counted, urls, type ViewerOfPost } from '@/lib/shared'
import { requestContext } from '@/lib/web/http'

type Post = { threadId: number; number: number; boostCount: number; accepted: boolean; closed: boolean }
/** `viewer` is given only on a page that is made for one reader. */
type Props = Post & { viewer?: ViewerOfPost; children?: React.ReactNode }

/** The line under a post. Visitors read what others did; components/viewer shows what anyone else may do. */
export function PostActs({ threadId, number, boostCount, accepted, closed, viewer, children }: Props) {
  const reader = requestContext().viewer
  if (reader.audience === 'visitor')
    return (
      <p className="acts meta">
        <span>{counted(boostCount, 'boost', 'boosts')}</span>
      </p>
    )
  const links = {
    post: urls.post(threadId, number),
    edit: urls.postEdit(threadId, number),
    reply: closed ? null : urls.threadReply(threadId, number),
    more: viewer ? null : urls.post(threadId, number),
    viewer: urls.viewer(threadId),
  }
  // A cached page knows what all of its readers may do: editors may edit and accept anything.
  const known = {
    boosted: null,
    mayEdit: may(reader, number === 0 ? 'thread.edit' : 'reply.edit'),
    mayAccept: number > 0 && may(reader, 'reply.accept'),
  }
  return (
    <PostActions number={number} boostCount={boostCount} accepted={accepted} links={links} viewer={viewer ?? known}>
      {children}
    </PostActions>
  )
}
