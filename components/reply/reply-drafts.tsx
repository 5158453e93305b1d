import { ListTime } from '@/components/ui/time'
import type { ReplyDraftRow } from '@/lib/community/threads'
import { urls } from '@/lib/shared'
import { DraftText } from './draft-text'

/** Replies that a person has begun. Each leads on to its form, where its thread still takes replies. */
export function ReplyDrafts({ drafts }: { drafts: ReplyDraftRow[] }) {
  return (
    <section aria-labelledby="h-replies">
      <div className="sec-head">
        <h2 id="h-replies">Replies</h2>
      </div>
      <ul className="plain">
        {drafts.map((draft) => (
          <li key={draft.threadId}>
            <div>
              <DraftTitle draft={draft} />
              <span className="meta desk-why">
                saved <ListTime date={draft.updatedAt} />, kept for 30 days
              </span>
              {draft.thread?.state !== 'open' && <DraftText body={draft.body} />}
            </div>
            <form method="post" action={urls.replyDraft(draft.threadId)}>
              <input type="hidden" name="discard" value="listed" />
              <input type="hidden" name="draft" value={draft.version} />
              <button className="act" type="submit" aria-label={`Discard the reply to ${draft.thread?.title ?? 'a thread that is gone'}`}>
                Discard
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}

function DraftTitle({ draft: { thread } }: { draft: ReplyDraftRow }) {
  if (!thread) return <span className="block">A thread that you can’t read any more</span>
  if (thread.state === 'open')
    return (
      <a href={`${urls.thread(thread)}#reply`} dir="auto">
        {thread.title}
      </a>
    )
  return (
    <span className="block">
      <a href={urls.thread(thread)} dir="auto">
        {thread.title}
      </a>{' '}
      <span className="meta">is closed</span>
    </span>
  )
}
