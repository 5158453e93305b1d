import { Html } from '@/components/ui/html'
import { Stones } from '@/components/ui/stones'
import { FullTime } from '@/components/ui/time'
import { Told } from '@/components/viewer/told'
import type { ReplyView, ThreadView } from '@/lib/community/threads'
import type { Use } from '@/lib/evidence'
import { urls, withdrawnBody } from '@/lib/shared'
import { requestContext } from '@/lib/web/http'
import { PostActs } from './post-acts'
import { questionHref, replyHref } from './reply-href'
import { UsedIn } from './used-in'

type Author = ThreadView['author']

/** The opening of a thread. */
export function Opening({ thread, uses }: { thread: ThreadView; uses: Use[] }) {
  return (
    <article className="post border-t-0" id="q" aria-label="Question">
      <div className="no">
        <a href="#q" aria-label="Link to the question">
          Q
        </a>
      </div>
      <div>
        <h2 className="vh">Question</h2>
        <p className="by">
          <Name author={thread.author} />
          <span className="meta">
            asked <FullTime date={thread.createdAt} />
          </span>
          {thread.revisionNumber > 1 && !thread.withdrawn && (
            <a className="meta" href={urls.threadHistory(thread.id)}>
              History, {thread.revisionNumber} revisions
            </a>
          )}
        </p>
        {thread.withdrawn ? (
          <Withdrawn />
        ) : (
          <>
            <Html className="body" ids="q" html={thread.html} />
            <UsedIn uses={uses.filter(({ number }) => number === 0)} />
            <PostActs thread={thread} number={0} boostCount={thread.boostCount} accepted={false} closed={thread.state === 'closed'} />
          </>
        )}
      </div>
    </article>
  )
}

/** A reply in its thread. */
export function Reply({ thread, reply, uses, first }: { thread: ThreadView; reply: ReplyView; uses: Use[]; first: boolean }) {
  const accepted = reply.acceptedAt !== null
  return (
    <article
      className={`post${accepted ? ' ok' : ''}${first ? ' border-t-0' : ''}`}
      id={`r${reply.number}`}
      aria-label={`Reply ${reply.number}${accepted ? ', accepted' : ''}`}
    >
      <div className="no">
        <a href={`#r${reply.number}`} aria-label={`Link to reply ${reply.number}`}>
          #{reply.number}
        </a>
      </div>
      <div>
        {requestContext().viewer.audience !== 'visitor' && (
          <Told viewer={urls.viewerOfThread(thread.id)} part={{ show: 'mark of new replies', number: reply.number }} />
        )}
        {accepted && (
          <p className="accepted">
            <Stones resolution="answered" silent />
            Accepted
          </p>
        )}
        <p className="by">
          <Name author={reply.author} />
          {reply.isAsker && <span className="badge">Asker</span>}
          {reply.author && reply.author.role !== 'member' && <span className="badge">Editor</span>}
          <span className="meta">
            <FullTime date={reply.createdAt} />
          </span>
          {reply.revisionNumber > 1 && reply.editedAt && !reply.withdrawn && (
            <a className="meta" href={urls.postHistory(thread.id, reply.number)}>
              Edited <FullTime date={reply.editedAt} />
            </a>
          )}
          {reply.answers !== null && (
            <a className="to" href={reply.answers === 0 ? questionHref(thread) : replyHref(thread, reply.answers)}>
              to {reply.answers === 0 ? 'the question' : `reply ${reply.answers}`}
            </a>
          )}
        </p>
        {reply.withdrawn ? (
          <Withdrawn />
        ) : (
          <>
            <Html className="body" ids={`r${reply.number}`} html={reply.html} />
            <UsedIn uses={uses} />
            <PostActs
              thread={thread}
              number={reply.number}
              boostCount={reply.boostCount}
              accepted={accepted}
              closed={thread.state === 'closed'}
            />
          </>
        )}
      </div>
    </article>
  )
}

/** The place of a reply that its author deleted, to which others reply. Editors can read and restore it. */
export function Tombstone({ thread, number, first }: { thread: ThreadView; number: number; first: boolean }) {
  return (
    <article className={`post gone${first ? ' border-t-0' : ''}`} id={`r${number}`} aria-label={`Reply ${number}, deleted`}>
      <div className="no">
        <a href={`#r${number}`} aria-label={`Link to reply ${number}`}>
          #{number}
        </a>
      </div>
      <p className="quiet">
        Deleted by its author
        {requestContext().viewer.audience === 'editor' && (
          <a className="meta dot" href={urls.post(thread.id, number)}>
            Read or restore
          </a>
        )}
      </p>
    </article>
  )
}

/** A withdrawn text on which others' replies depend. Nothing can be done with it. */
function Withdrawn() {
  return <p className="body quiet">{withdrawnBody}</p>
}

function Name({ author }: { author: Author }) {
  if (!author) return <b className="quiet">Someone</b>
  return (
    <b>
      <a href={urls.person(author.name)} dir="auto">
        {author.displayName}
      </a>
    </b>
  )
}
