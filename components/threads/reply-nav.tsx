import type { ThreadView } from '@/lib/community/threads'
import { numbersOfPage, urls } from '@/lib/shared'
import { questionHref, replyHref } from './reply-href'
import { type Gap, shownPages } from './shown-pages'

/** A thread on one page is long from here on: scrolling takes longer than choosing. */
const longRepliesMin = 11

/** Whether a thread has links that lead through it. */
export function isLong({ pageCount, page, replies }: ThreadView): boolean {
  return pageCount > 1 || page > 1 || replies.length >= longRepliesMin
}

type Props = { thread: ThreadView; place: 'top' | 'end' }

/** The ways through a long thread: its pages by number, and the replies that most readers look for. */
export function ReplyNav({ thread, place }: Props) {
  if (!isLong(thread)) return null
  return (
    <nav className="reply-nav" aria-label={place === 'top' ? 'In this thread' : 'In this thread, at the end'}>
      {thread.pageCount > 1 && <PageNumbers thread={thread} />}
      <Jumps thread={thread} place={place} />
    </nav>
  )
}

function PageNumbers({ thread }: { thread: ThreadView }) {
  return (
    <ol className="page-numbers">
      {shownPages(thread.page, thread.pageCount).map((page) => (
        <li key={page}>{isGap(page) ? '…' : <PageNumber thread={thread} page={page} />}</li>
      ))}
    </ol>
  )
}

const isGap = (page: number | Gap): page is Gap => typeof page === 'string'

function PageNumber({ thread, page }: { thread: ThreadView; page: number }) {
  const { first, last } = numbersOfPage(page)
  return (
    <a
      href={urls.thread(thread, page)}
      aria-current={page === thread.page ? 'page' : undefined}
      aria-label={`Page ${page}, replies ${first} to ${Math.min(last, thread.newest)}`}
    >
      {page}
    </a>
  )
}

function Jumps({ thread, place }: Props) {
  const { newest, accepted, boosted, page } = thread
  const reply = (number: number) => <a href={replyHref(thread, number)}>reply {number}</a>
  return (
    <ul className="jumps">
      {(page > 1 || place === 'end') && (
        <li>
          <a href={questionHref(thread)}>The question</a>
        </li>
      )}
      {accepted.length > 0 && (
        <li>
          Accepted:{' '}
          {accepted.map((number, i) => (
            <span key={number}>
              {i > 0 && ', '}
              {reply(number)}
            </span>
          ))}
        </li>
      )}
      {boosted !== null && <li>Most boosts: {reply(boosted)}</li>}
      {newest > 0 && <li>Newest: {reply(newest)}</li>}
    </ul>
  )
}
