import { Diff } from '@/components/answers/diff'
import { FullTime } from '@/components/ui/time'
import { compareTexts } from '@/lib/content/compare'
import type { PostRevision } from '@/lib/threads/history'

/** What a post once said, the newest first, each compared with the one before. */
export async function PostHistory({ revisions }: { revisions: PostRevision[] }) {
  const textOf = ({ title, body }: PostRevision) => (title ? `${title}\n\n${body}` : body)
  const blocks = await Promise.all(
    revisions.slice(0, -1).map((revision, i) => compareTexts(textOf(revisions[i + 1] as PostRevision), textOf(revision))),
  )
  return revisions.map((revision, i) => {
    const changes = blocks[i]
    return (
      <section key={revision.number} aria-labelledby={`revision-${revision.number}`}>
        <div className="sec-head">
          <h2 id={`revision-${revision.number}`}>Revision {revision.number}</h2>
          <p className="meta">
            {revision.author?.displayName ?? 'Someone'}, <FullTime date={revision.createdAt} />
          </p>
        </div>
        {revision.note && <p>{revision.note}</p>}
        {changes ? <Diff blocks={changes} /> : <p className="first-text whitespace-pre-wrap">{textOf(revision)}</p>}
      </section>
    )
  })
}
