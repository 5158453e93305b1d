import { Diff } from '@/components/answers/diff'
import { Redacted } from '@/components/redaction/redacted'
import { Pager } from '@/components/ui/pager'
import { FullTime } from '@/components/ui/time'
import type { PostHistoryPage, PostRevision } from '@/lib/community/threads'
import { compareTexts } from '@/lib/content'

type Props = {
  history: PostHistoryPage
  /** The address of this history. */
  address: string
  /** Where an editor redacts a revision; null for others. */
  redactAt: ((revision: number) => string) | null
  isFirstPage: boolean
}

/** What a post once said, the newest first, each compared with the one before. */
export async function PostHistory({ history: { revisions, older }, address, redactAt, isFirstPage }: Props) {
  const textOf = ({ title, body }: PostRevision) => (title ? `${title}\n\n${body}` : body)
  const before = [...revisions.slice(1), older]
  // The first of the first page is the current text.
  const newest = isFirstPage ? (revisions[0]?.number ?? 0) : Number.POSITIVE_INFINITY
  const blocks = await Promise.all(
    revisions.map((revision, i) => {
      const earlier = before[i]
      return earlier && !earlier.redactedAt && !revision.redactedAt ? compareTexts(textOf(earlier), textOf(revision)) : null
    }),
  )
  const sections = revisions.map((revision, i) => {
    const changes = blocks[i]
    return (
      <section key={revision.number} aria-labelledby={`revision-${revision.number}`}>
        <div className="sec-head">
          <h2 id={`revision-${revision.number}`}>Revision {revision.number}</h2>
          <p className="meta">
            {revision.author?.displayName ?? 'Someone'}, <FullTime date={revision.createdAt} />
            {redactAt && revision.number < newest && (
              <span className="dot">
                <a href={redactAt(revision.number)}>
                  Redact<span className="vh"> revision {revision.number}</span>
                </a>
              </span>
            )}
          </p>
        </div>
        {revision.note && <p dir="auto">{revision.note}</p>}
        {revision.redactedAt ? (
          <Redacted at={revision.redactedAt} what="Its text" />
        ) : changes ? (
          <Diff blocks={changes} />
        ) : (
          <p className="first-text whitespace-pre-wrap" dir="auto">
            {textOf(revision)}
          </p>
        )}
      </section>
    )
  })
  return (
    <>
      {sections}
      <Pager
        newer={isFirstPage ? null : address}
        older={older ? `${address}?before=${revisions.at(-1)?.number}` : null}
        newerWord="Newest"
        olderWord="Earlier"
      />
    </>
  )
}
