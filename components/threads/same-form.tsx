import { resolutionNames } from '@/components/ui/stones'
import type { SameCandidate } from '@/lib/curation/duplicates'
import { counted, urls } from '@/lib/shared'

/** Threads and answers to choose one from, and what is done with it. */
export function SameForm({ threadId, candidates, chosen }: { threadId: number; candidates: SameCandidate[]; chosen?: string }) {
  const has = (wanted: SameCandidate['kind']) => candidates.some(({ kind }) => kind === wanted)
  return (
    <form className="cover" method="post" action={urls.threadSame(threadId)}>
      <fieldset>
        <legend className="vh">Threads and answers</legend>
        <ul className="cover-list">
          {candidates.map((each) => (
            <Candidate key={`${each.kind}-${each.id}`} candidate={each} chosen={chosen} />
          ))}
        </ul>
      </fieldset>
      <p className="meta mt-4">
        Noted as the same, each thread shows the other. Merging puts the posts of this thread into the other, and its address leads there.
        Covering shows the answer above this thread.
      </p>
      <div className="do">
        {has('thread') && (
          <>
            <button className="btn btn-do" type="submit" name="do" value="same">
              Note that it asks the same
            </button>
            <button className="btn" type="submit" name="do" value="merge">
              Merge this thread into it
            </button>
          </>
        )}
        {has('answer') && (
          <button className="btn" type="submit" name="do" value="cover">
            Cover it with the answer
          </button>
        )}
      </div>
    </form>
  )
}

function Candidate({ candidate: each, chosen }: { candidate: SameCandidate; chosen?: string }) {
  const value = `${each.kind}-${each.id}`
  const isAnswer = each.kind === 'answer'
  return (
    <li>
      <label>
        <input type="radio" name="of" value={value} defaultChecked={value === chosen} required />
        <span>
          <b dir="auto">{each.title}</b>
          {each.passages[0] && (
            <span className="meta" dir="auto">
              {each.passages[0].text.map(({ text }) => text).join('')}
            </span>
          )}
          <span className="meta">
            {isAnswer
              ? `Canonical answer · settles ${counted(each.coverCount, 'thread', 'threads')}`
              : `${resolutionNames[each.resolution]} · ${counted(each.replyCount, 'reply', 'replies')}`}{' '}
            · <a href={isAnswer ? urls.answer(each.slug) : urls.thread(each)}>Read it</a>
          </span>
        </span>
      </label>
    </li>
  )
}
