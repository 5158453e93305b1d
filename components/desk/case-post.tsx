import { Html } from '@/components/ui/html'
import { FullTime } from '@/components/ui/time'
import type { AuthorRecord, CasePost, QueueRow } from '@/lib/curation/reports'
import { holdReasonNames, holdReasons, urls } from '@/lib/shared'

/** What a case is about, with a link to it. */
export function CaseTitle({ row: { id, kind, author, post } }: { row: QueueRow }) {
  if (kind === 'suspension') return <span dir="auto">{author?.displayName ?? 'Somebody'}</span>
  if (!post) return <span>A post that is gone</span>
  return (
    <a href={addressOf(post, id)} dir="auto">
      {post.title}
    </a>
  )
}

/** A post as far as an editor must read it to decide. A long one is read whole on its own page. */
export function CasePostText({ post, caseId, author }: { post: CasePost; caseId: number; author: AuthorRecord | null }) {
  return (
    <>
      <p className="by">
        {author ? (
          <b>
            <a href={urls.person(author.name)} dir="auto">
              {author.displayName}
            </a>
          </b>
        ) : (
          <b className="quiet">Someone</b>
        )}
        <span className="meta">
          {placeOf(post)} <FullTime date={post.createdAt} />
        </span>
        {post.hidden && <span className="badge">Hidden</span>}
      </p>
      {post.html !== null ? (
        <Html className="body read-body" ids={`case-${caseId}`} html={post.html} />
      ) : (
        <p className="body" dir="auto">
          {post.passage}{' '}
          <a className="link" href={addressOf(post, caseId)}>
            Read it whole
          </a>
        </p>
      )}
      {post.why !== null && <p className="meta">{whyHeld(post.why)}.</p>}
      {post.tags.length > 0 && <p className="meta">Tags: {post.tags.join(', ')}</p>}
    </>
  )
}

function addressOf({ why, threadId, number }: CasePost, caseId: number): string {
  return why === null ? urls.post(threadId ?? 0, number ?? 0) : urls.held(caseId)
}

function placeOf({ kind, number, topic }: CasePost): string {
  if (kind === 'thread') return topic ? `asked in ${topic}` : 'asked'
  return number === null ? 'replied' : `reply ${number},`
}

function whyHeld(why: string): string {
  return holdReasonNames[holdReasons.find((each) => each === why) ?? 'first']
}
