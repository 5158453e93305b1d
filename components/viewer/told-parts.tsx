import type { ThreadHere } from '@/components/reply/reply-here-props'
import { ReplyPlace } from '@/components/reply/reply-place'
import { urls, type ViewerOfThread } from '@/lib/shared'

/** A part of a thread's page that is shown to some of its readers: what it needs beside what /viewer told. */
export type ToldPart =
  | { show: 'question to the asker'; responseAddress: string; answerId: number }
  | { show: 'change of the response'; responseAddress: string }
  | { show: 'link to new replies' }
  | { show: 'mark of new replies'; number: number }
  | { show: 'hidden posts'; posts: string }
  | { show: 'reply in place'; place: ThreadHere }

type Of<Show extends ToldPart['show']> = Extract<ToldPart, { show: Show }>

export function Part({ thread, part }: { thread: ViewerOfThread; part: ToldPart }) {
  switch (part.show) {
    case 'question to the asker':
      return thread.isAsker && <AskerQuestion {...part} />
    case 'change of the response':
      return thread.isAsker && <ChangeResponse {...part} />
    case 'link to new replies':
      return thread.unseen && <NewRepliesLink unseen={thread.unseen} />
    case 'mark of new replies':
      return thread.unseen?.first === part.number && <p className="new-mark">New since your last visit</p>
    case 'hidden posts':
      return <HiddenPosts hidden={thread.hidden} held={thread.held} {...part} />
    case 'reply in place':
      return <ReplyPlace thread={part.place} />
  }
}

/** Asks the asker of a covered thread whether the answer settles it. `responseAddress` is the page that does the same without scripts. */
function AskerQuestion({ responseAddress, answerId }: Of<'question to the asker'>) {
  return (
    <div className="foot ask-foot">
      <b>You asked this. Does it settle your question?</b>
      <form className="pair" method="post" action={responseAddress}>
        <input type="hidden" name="answer" value={answerId} />
        <button className="btn btn-do" type="submit" name="response" value="accepted">
          This settles it
        </button>
        <a className="btn" href={responseAddress}>
          Not my case
        </a>
      </form>
    </div>
  )
}

/** Lets the asker change their mind while no editor has decided about what they said. */
function ChangeResponse({ responseAddress }: Of<'change of the response'>) {
  return (
    <>
      {' '}
      <a href={responseAddress}>Change what you said</a>
    </>
  )
}

/** Leads to the first reply that came since the reader's last visit. Its room is there before it is. */
function NewRepliesLink({ unseen }: { unseen: NonNullable<ViewerOfThread['unseen']> }) {
  return (
    <a href={unseen.address}>
      {unseen.count} new<span className="vh"> since your last visit</span>
    </a>
  )
}

/** Tells an author which of their posts are hidden, and why, and which wait for approval. `posts` is what a post's number is added to for its address. */
function HiddenPosts({ hidden, held, posts }: Of<'hidden posts'> & Pick<ViewerOfThread, 'hidden' | 'held'>) {
  const waiting = held.map((id) => (
    <p className="sys" key={`held ${id}`}>
      <span />
      <span>
        <b>Your reply waits for approval.</b> Only you and editors can read it until then. <a href={urls.held(id)}>Read it</a>
      </span>
    </p>
  ))
  const gone = hidden.map(({ number, reason }) => (
    <p className="sys" key={number}>
      <span />
      <span>
        <b>{number === 0 ? 'Your question is hidden.' : `Your reply ${number} is hidden.`}</b> Only you and editors can read it.{' '}
        {reason ? (
          <>
            The reason: “<bdi>{reason}</bdi>”
          </>
        ) : (
          'An editor can tell you why.'
        )}{' '}
        <a href={`${posts}/${number}`}>Read it</a>
      </span>
    </p>
  ))
  return [...gone, ...waiting]
}
