import { PostActions } from '@/components/viewer/post-actions'
import { may } from '@/lib/identity/viewer'
import { counted, urls, type ViewerOfPost } from '@/lib/shared'
import { requestContext } from '@/lib/web/http'

type Post = { thread: { id: number; slug: string }; number: number; boostCount: number; accepted: boolean; closed: boolean }
/** `viewer` is given only on a page that is made for one reader. */
type Props = Post & { viewer?: ViewerOfPost; children?: React.ReactNode }

/** The line under a post. Visitors read what others did; components/viewer shows what anyone else may do. */
export function PostActs({ thread, number, boostCount, accepted, closed, viewer, children }: Props) {
  const reader = requestContext().viewer
  if (reader.audience === 'visitor')
    return (
      <p className="acts meta">
        <span>{counted(boostCount, 'boost', 'boosts')}</span>
      </p>
    )
  const links = {
    post: urls.post(thread.id, number),
    place: number === 0 ? urls.thread(thread) : urls.replyPlace(thread, number),
    edit: urls.postEdit(thread.id, number),
    delete: urls.postDelete(thread.id, number),
    reply: closed ? null : urls.threadReply(thread.id, number),
    more: viewer ? null : urls.post(thread.id, number),
    viewer: urls.viewerOfThread(thread.id),
  }
  // A cached page knows what all of its readers may do: editors may edit and accept anything.
  const known = {
    boosted: null,
    mayBoost: true,
    mayDelete: false,
    mayEdit: may(reader, number === 0 ? 'thread.edit' : 'reply.edit'),
    mayAccept: number > 0 && may(reader, 'reply.accept'),
  }
  return (
    <PostActions number={number} boostCount={boostCount} accepted={accepted} links={links} viewer={viewer ?? known}>
      {children}
    </PostActions>
  )
}
