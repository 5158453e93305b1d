import { Diff } from '@/components/answers/diff'
import { FullTime } from '@/components/ui/time'
import { diffTexts } from '@/lib/content/diff'
import type { PostRevision } from '@/lib/threads/history'

/** What a post once said, the newest first, each compared with the one before. */
export function PostHistory({ revisions }: { revisions: PostRevision[] }) {
  const textOf = ({ title, body }: PostRevision) => (title ? `${title}\n\n${body}` : body)
  return revisions.map((revision, i) => {
    const before = revisions[i + 1]
    return (
      <section key={revision.number} aria-labelledby={`revision-${revision.number}`}>
        <div className="sec-head">
          <h2 id={`revision-${revision.number}`}>Revision {revision.number}</h2>
          <p className="meta">
            {revision.author?.displayName ?? 'Someone'}, <FullTime date={revision.createdAt} />
          </p>
        </div>
        {revision.note && <p>{revision.note}</p>}
        {before ? (
          <Diff blocks={diffTexts(textOf(before), textOf(revision))} />
        ) : (
          <p className="first-text whitespace-pre-wrap">{textOf(revision)}</p>
        )}
      </section>
    )
  })
}
