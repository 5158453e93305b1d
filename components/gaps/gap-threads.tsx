import { Stones } from '@/components/ui/stones'
import { FullTime } from '@/components/ui/time'
import { type GapThreadView, type GapView, gapThreadsShown } from '@/lib/curation/gaps'
import { counted, fullCount, urls } from '@/lib/shared'

/** The threads of a gap with their passages, the most useful first. Where it is open, some can be ticked to be split off. */
export function GapThreads({ gap }: { gap: GapView }) {
  const { threadsShown: threads } = gap
  const maySplit = gap.state === 'open' && threads.length > 1
  return (
    <section aria-labelledby="h-threads">
      <div className="sec-head">
        <h2 id="h-threads">Threads</h2>
        <p className="meta">those that help most first</p>
      </div>
      {maySplit && <p className="meta">Tick those that ask something else, and make them a gap of their own.</p>}
      <form className="cover gap-threads" method="post" action={urls.deskGap(gap.id)}>
        <ul>
          {threads.map((thread) => (
            <ThreadRow key={thread.id} thread={thread} maySplit={maySplit} />
          ))}
        </ul>
        {threads.length === gapThreadsShown && <p className="meta mt-4">{`The ${gapThreadsShown} that are read most are shown.`}</p>}
        {maySplit && (
          <div className="do in-sight">
            <button className="btn" type="submit" name="do" value="split">
              Split off the ticked ones
              <span className="chosen" />
            </button>
          </div>
        )}
      </form>
    </section>
  )
}

function ThreadRow({ thread, maySplit }: { thread: GapThreadView; maySplit: boolean }) {
  const { useful } = thread
  return (
    <li className={maySplit ? 'gap-thread with-tick' : 'gap-thread'}>
      {maySplit && <input type="checkbox" name="thread[]" value={thread.id} aria-label={`Split off: ${thread.title}`} />}
      <div>
        <h3 className="line">
          <Stones resolution={thread.resolution} />
          <a href={urls.thread(thread)} dir="auto">
            {thread.title}
          </a>
        </h3>
        <p className="meta">
          <bdi>{thread.topic}</bdi>
          <span className="dot">{counted(thread.replyCount, 'reply', 'replies')}</span>
          <span className="dot">{fullCount(thread.viewCount)} views in all</span>
          <span className="dot">
            asked <FullTime date={thread.createdAt} />
          </span>
        </p>
        <p className="passage" dir="auto">
          {thread.passage}
        </p>
        {useful && (
          <p className="passage passage-useful">
            <a className="link" href={urls.reply(thread, useful.number)}>
              {`Reply ${useful.number}${useful.accepted ? ', accepted' : ''}`}
              <span className="vh">{` to ${thread.title}`}</span>
            </a>{' '}
            <span className="meta">
              <bdi>{useful.author}</bdi>
            </span>
            <span className="said-so" dir="auto">
              {useful.passage}
            </span>
          </p>
        )}
      </div>
    </li>
  )
}
