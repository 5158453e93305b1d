import { Told } from '@/components/viewer/told'
import type { ThreadView } from '@/lib/community/threads'
import { counted, urls } from '@/lib/shared'
import { requestContext } from '@/lib/web/http'
import { replyHref } from './reply-href'
import { isLong, ReplyNav } from './reply-nav'

/** How many replies a thread has, which were accepted and, where they are many, the ways to them. */
export function RepliesHead({ thread }: { thread: ThreadView }) {
  const { replyCount, newest, accepted } = thread
  if (replyCount === 0 && thread.page === 1) return null
  return (
    <>
      <div className="sec-head replies-head" data-newest-reply={newest}>
        <div className="replies-count">
          <h2>{counted(replyCount, 'reply', 'replies')}</h2>
          {requestContext().viewer.audience !== 'visitor' && (
            <p className="new-count">
              <Told viewer={urls.viewerOfThread(thread.id)} part={{ show: 'link to new replies' }} />
            </p>
          )}
        </div>
        {accepted.length > 0 && !isLong(thread) && (
          <p className="meta">
            {'Accepted: '}
            {accepted.map((number, i) => (
              <a key={number} href={replyHref(thread, number)}>
                {i > 0 && ', '}reply {number}
              </a>
            ))}
          </p>
        )}
      </div>
      <ReplyNav thread={thread} place="top" />
    </>
  )
}
