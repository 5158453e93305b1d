import { CommandButton } from '@/components/forms/command-button'
import type { PostForViewer } from '@/lib/community/threads'
import { urls } from '@/lib/shared'
import { PostActs } from './post-acts'

/** Everything that its reader may do with a post, on the post's own page. */
export function PostCommands({ post }: { post: PostForViewer }) {
  const { thread, number, may } = post
  if (post.withdrawn)
    return (
      <div className="do">
        {may.reply && (
          <a className="btn" href={urls.threadReply(thread.id, number)}>
            Reply
          </a>
        )}
        {number === 0 && <ThreadCommands post={post} />}
      </div>
    )
  return (
    <PostActs
      thread={thread}
      number={number}
      boostCount={post.boostCount}
      accepted={post.accepted}
      closed={!may.reply}
      viewer={{ boosted: post.boosted, mayBoost: may.boost, mayEdit: may.edit, mayAccept: may.accept, mayDelete: may.delete }}
    >
      {number === 0 && <ThreadCommands post={post} />}
      {may.report && (
        <a className="btn" href={urls.postReport(thread.id, number)}>
          Report
        </a>
      )}
    </PostActs>
  )
}

/** Commands for a whole thread, under its opening. */
function ThreadCommands({ post: { thread, may } }: { post: PostForViewer }) {
  const open = thread.state === 'open'
  return (
    <>
      {may.close && (
        <CommandButton to={urls.post(thread.id, 0)} command={open ? 'close' : 'reopen'}>
          {open ? 'Close the thread' : 'Open it again'}
        </CommandButton>
      )}
      {thread.isMine && thread.judged && (
        <a className="btn" href={urls.threadCoverage(thread.id)}>
          Does the answer settle it?
        </a>
      )}
      {may.cover && (
        <a className="btn" href={urls.answerNew(thread.id)}>
          Settle it with an answer
        </a>
      )}
      {may.cover && (
        <a className="btn" href={urls.threadSame(thread.id)}>
          It asks the same as …
        </a>
      )}
      {may.cover && (
        <a className="btn" href={urls.threadRelated(thread.id)}>
          Pin or ban related links
        </a>
      )}
    </>
  )
}
