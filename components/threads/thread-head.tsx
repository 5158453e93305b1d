import { WatchMenu } from '@/components/notices/watch-menu'
import { Crumbs } from '@/components/ui/crumbs'
import { FullTime } from '@/components/ui/time'
import type { ThreadView } from '@/lib/community/threads'
import { counted, urls } from '@/lib/shared'

/** The title of a thread, with its topic, who asked, and its resolution. */
export function ThreadHead({ thread }: { thread: ThreadView }) {
  const { area, topic, author } = thread
  return (
    <div className="thread-head">
      <Crumbs
        steps={[
          ...(area.id === topic.id ? [] : [{ href: urls.topic(area.slug), label: area.name }]),
          { href: urls.topic(topic.slug), label: topic.name },
        ]}
      />
      <h1 className="title" dir="auto">
        {thread.title}
      </h1>
      <p className="meta">
        {author ? (
          <>
            <a href={urls.person(author.name)} dir="auto">
              {author.displayName}
            </a>{' '}
            asked on{' '}
          </>
        ) : (
          'Asked on '
        )}
        <FullTime date={thread.createdAt} />
        <span className="dot nw">{counted(thread.replyCount, 'reply', 'replies')}</span>
        {thread.boostCount > 0 && <span className="dot nw">{counted(thread.boostCount, 'boost', 'boosts')}</span>}
        {thread.viewCount > 0 && <span className="dot nw">{counted(thread.viewCount, 'view', 'views')}</span>}
        {thread.tags.length > 0 && (
          <span className="dot">
            <span className="tags">
              {thread.tags.map((tag) => (
                <a className="tag" key={tag} href={urls.tag(tag)} dir="auto">
                  {tag}
                </a>
              ))}
            </span>
          </span>
        )}
      </p>
      <WatchMenu subject={{ kind: 'thread', id: thread.id }} />
    </div>
  )
}
