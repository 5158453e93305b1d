import { fullCount, urls } from '@/lib/shared'

type Props = { feedback: number; links: number; flagged: number }

/** Pages of the desk that are no part of what waits, and how much is on them. */
export function DeskLinks({ feedback, links, flagged }: Props) {
  return (
    <p className="line">
      <a className="btn" href={urls.deskDuplicates()}>
        Duplicates
      </a>
      <a className="btn" href={urls.deskCover()}>
        Cover threads
      </a>
      <a className="btn" href={urls.deskFeedback()}>
        Feedback{feedback > 0 && <b>{fullCount(feedback)}</b>}
      </a>
      <a className="btn" href={urls.deskLinks()}>
        Links{links > 0 && <b>{fullCount(links)}</b>}
      </a>
      <a className="btn" href={urls.deskEvidence()}>
        Evidence{flagged > 0 && <b>{fullCount(flagged)}</b>}
      </a>
      <a className="btn" href={urls.deskHidden()}>
        Hidden
      </a>
      <a className="btn btn-do" href={urls.answerNew()}>
        Begin an answer
      </a>
    </p>
  )
}
