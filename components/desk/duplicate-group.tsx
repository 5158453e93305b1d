import { Stones } from '@/components/ui/stones'
import { ListTime } from '@/components/ui/time'
import type { DuplicateGroup } from '@/lib/curation/duplicates'
import { counted, fullCount, urls } from '@/lib/shared'

type Props = { group: DuplicateGroup; number: number; answers: { id: number; title: string }[]; action: string; children?: React.ReactNode }

/** Threads that seem to ask the same, with what an editor can do with all of them at once. */
export function DuplicateGroupForm({ group, number, answers, action, children }: Props) {
  const lead = group.threads[0]
  if (!lead) return null
  return (
    <section className="dup" id={`g${number}`} aria-labelledby={`h-g${number}`}>
      <div className="sec-head">
        <h2 id={`h-g${number}`}>
          {number}. {lead.title}
        </h2>
        <p className="meta">
          {counted(group.threads.length, 'thread', 'threads')}, {counted(group.views, 'view', 'views')}
        </p>
      </div>
      {children}
      <form method="post" action={`${action}#g${number}`}>
        <table className="dup-table">
          <thead>
            <tr>
              <th scope="col">Belongs</th>
              <th scope="col">Stays</th>
              <th scope="col">Thread</th>
            </tr>
          </thead>
          <tbody>
            {group.threads.map((thread, i) => (
              <DuplicateRow key={thread.id} thread={thread} first={i === 0} nearest={nearestWords(group, i)} />
            ))}
          </tbody>
        </table>
        <div className="do">
          <button className="btn btn-do" type="submit" name="do" value="same">
            They ask the same
          </button>
          <button className="btn" type="submit" name="do" value="merge">
            Merge into the one that stays
          </button>
          <button className="btn" type="submit" name="do" value="distinct">
            They don’t ask the same
          </button>
          <span className="meta">Merging moves the posts and can’t be undone.</span>
        </div>
        <CoverChoice answers={answers} leadId={lead.id} />
      </form>
    </section>
  )
}

function DuplicateRow({ thread, first, nearest }: { thread: DuplicateGroup['threads'][number]; first: boolean; nearest: string }) {
  return (
    <tr>
      <td>
        <input type="checkbox" name="thread[]" value={thread.id} defaultChecked aria-label={`“${thread.title}” belongs to the group`} />
      </td>
      <td>
        <input type="radio" name="lead" value={thread.id} defaultChecked={first} aria-label={`“${thread.title}” stays`} />
      </td>
      <td>
        <span className="line">
          <Stones resolution={thread.resolution} />
          <span>
            <a href={urls.thread(thread)} dir="auto">
              {thread.title}
            </a>
            <span className="meta why">
              {thread.topic} · {fullCount(thread.viewCount)} views · {counted(thread.replyCount, 'reply', 'replies')} ·{' '}
              <ListTime date={thread.createdAt} />
              {nearest}
            </span>
          </span>
        </span>
      </td>
    </tr>
  )
}

/** Covers the threads with an existing answer, or leads to a new one. */
function CoverChoice({ answers, leadId }: { answers: Props['answers']; leadId: number }) {
  return (
    <div className="do">
      {answers.length > 0 && (
        <>
          <select className="field" name="answer" aria-label="Canonical answer that settles them" defaultValue={answers[0]?.id}>
            {answers.map((answer) => (
              <option key={answer.id} value={answer.id}>
                {answer.title}
              </option>
            ))}
          </select>
          <button className="btn" type="submit" name="do" value="cover">
            Cover them with it
          </button>
        </>
      )}
      <a className="link" href={urls.answerNew(leadId)}>
        Write an answer for them
      </a>
    </div>
  )
}

function nearestWords({ ties }: DuplicateGroup, i: number): string {
  const nearest = Math.max(0, ...ties.filter(({ a, b }) => a === i || b === i).map(({ similarity }) => similarity))
  return ` · ${nearest >= 0.85 ? 'nearly identical' : nearest >= 0.7 ? 'very similar' : 'similar'}`
}
