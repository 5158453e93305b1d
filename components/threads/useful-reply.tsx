import type { ThreadView, UsefulReplyView } from '@/lib/community/threads'
import { counted } from '@/lib/shared'
import { replyHref } from './reply-href'

/** The reply that a reader with the same question should see first, if none was accepted: why, how it begins, where it is. */
export function UsefulReply({ thread, useful }: { thread: ThreadView; useful: UsefulReplyView }) {
  return (
    <section className="useful" aria-labelledby="useful-title">
      <h2 id="useful-title">
        Probably the most useful: <a href={replyHref(thread, useful.number)}>reply {useful.number}</a>
        {useful.author && <> by {useful.author}</>}
      </h2>
      <p className="pass" dir="auto">
        {useful.passage}
      </p>
      <p className="meta">{reasonsOf(useful).join(' · ')}</p>
    </section>
  )
}

function reasonsOf({ confirmed, thanked, selfSolved, boosts }: UsefulReplyView): string[] {
  const said = confirmed ? 'The asker says that it worked' : thanked ? 'The asker says thanks' : selfSolved ? 'The asker found it' : null
  return [said, boosts > 0 ? counted(boosts, 'boost', 'boosts') : null, 'No reply was accepted'].filter((reason) => reason !== null)
}
