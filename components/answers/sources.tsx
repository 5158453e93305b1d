import { Html } from '@/components/ui/html'
import type { readSources } from '@/lib/community/threads'
import { urls } from '@/lib/shared'

type Thread = NonNullable<Awaited<ReturnType<typeof readSources>>>

/** What an answer is written from, beside the text; `href` leads to where it is from. */
export function SourcesBeside({ href, label, children }: { href: string; label: string; children: React.ReactNode }) {
  return (
    <aside className="sources" aria-labelledby="h-sources">
      <div className="sec-head">
        <h2 id="h-sources">Sources</h2>
        <p className="meta">
          <a href={href} dir="auto">
            {label}
          </a>
        </p>
      </div>
      {children}
    </aside>
  )
}

/** The thread an answer is written from, beside the text. */
export function Sources({ thread }: { thread: Thread }) {
  return (
    <SourcesBeside href={urls.thread(thread)} label={thread.title}>
      {thread.posts.map((post) => (
        <details key={post.number} open={post.number === 0 || post.accepted}>
          <summary className="fold">
            {post.number === 0 ? 'Question' : `Reply ${post.number}`}
            {post.accepted && ', accepted'}
            <span className="meta"> {post.author}</span>
          </summary>
          <Html className="body" ids={`source${post.number}`} html={post.html} />
        </details>
      ))}
    </SourcesBeside>
  )
}
