import { counted, urls } from '@/lib/shared'
import { requestContext } from '@/lib/web/http'

type Props = { threadId: number; number: number; boostCount: number; closed: boolean; children?: React.ReactNode }

/**
 * The line under a post. The page is kept for everyone who sees the same, so it links to plain pages; scripts turn the
 * links into buttons once they know what is the reader's own.
 */
export function PostActs({ threadId, number, boostCount, closed, children }: Props) {
  const member = requestContext().viewer.audience !== 'visitor'
  return (
    <p className="acts meta" data-acts={number}>
      {member ? (
        <a className="act" href={urls.post(threadId, number)} data-boost={boostCount}>
          {boostCount > 0 ? `Boost, ${boostCount}` : 'Boost'}
        </a>
      ) : (
        <span>{counted(boostCount, 'boost', 'boosts')}</span>
      )}
      {member && !closed && (
        <a className="act" href={urls.threadReply(threadId, number)}>
          {number === 0 ? 'Reply' : 'Answer'}
        </a>
      )}
      {children}
      {member && (
        <a className="act" href={urls.post(threadId, number)}>
          More<span className="vh"> to do with {number === 0 ? 'the question' : `reply ${number}`}</span>
        </a>
      )}
    </p>
  )
}
