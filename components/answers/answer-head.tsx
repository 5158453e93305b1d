import { WatchMenu } from '@/components/notices/watch-menu'
import { PersonLink } from '@/components/ui/person-link'
import { Stones } from '@/components/ui/stones'
import { FullTime } from '@/components/ui/time'
import type { AnswerView } from '@/lib/answers'
import { counted, urls } from '@/lib/shared'

/** Title, summary and resolution facts of an answer. */
export function AnswerHead({ answer }: { answer: AnswerView }) {
  const { area, topic } = answer
  return (
    <header>
      <p className="kind">
        <Stones resolution="covered" silent />
        Canonical answer
      </p>
      <h1 dir="auto">{answer.title}</h1>
      {answer.summary && (
        <p className="deck" dir="auto">
          {answer.summary}
        </p>
      )}
      <dl className="stand">
        {answer.appliesTo.length > 0 && (
          <>
            <dt>Applies to</dt>
            <dd>
              {answer.appliesTo.map((each, i) => (
                <span key={each} className={i > 0 ? 'dot' : undefined}>
                  {each}
                </span>
              ))}
            </dd>
          </>
        )}
        <dt>Topic</dt>
        <dd>
          {area.id !== topic.id && (
            <>
              <a href={urls.topic(area.slug)} dir="auto">
                {area.name}
              </a>{' '}
              /{' '}
            </>
          )}
          <a href={urls.topic(topic.slug)} dir="auto">
            {topic.name}
          </a>
        </dd>
        <dt>Settles</dt>
        <dd>
          {answer.coverCount > 0 ? (
            <a href={urls.answerThreads(answer.slug)}>{counted(answer.coverCount, 'thread', 'threads')}</a>
          ) : (
            counted(0, 'thread', 'threads')
          )}
          <span className="dot">{counted(answer.viewCount, 'view', 'views')}</span>
        </dd>
        <Dates answer={answer} />
        <State answer={answer} />
      </dl>
      <WatchMenu subject={{ kind: 'answer', id: answer.id }} />
    </header>
  )
}

/** The present revision, and the day of the next review, unless one is due now: the state says so. */
function Dates({ answer }: { answer: AnswerView }) {
  const current = answer.revisions.find((revision) => revision.number === answer.revisionNumber)
  return (
    <>
      <dt>Revision</dt>
      <dd>
        <a href={urls.answerHistory(answer.slug)}>
          {answer.revisionNumber}, of <FullTime date={answer.revisedAt} />
        </a>
        {current?.author && (
          <>
            , by <PersonLink person={current.author} />
          </>
        )}
        {current?.reviewer && (
          <>
            , reviewed by <PersonLink person={current.reviewer} />
          </>
        )}
      </dd>
      {answer.reviewAt && !answer.needsReviewSince && (
        <>
          <dt>Next review</dt>
          <dd>
            <FullTime date={answer.reviewAt} />
          </dd>
        </>
      )}
    </>
  )
}

/** How the answer stands, in one line. Why it needs review is for editors: some of the reasons are about what not everyone may see. */
function State({ answer: { needsReviewSince, verifiedAt, revisedAt } }: { answer: AnswerView }) {
  if (needsReviewSince === null && (verifiedAt === null || verifiedAt < revisedAt)) return null
  return (
    <>
      <dt>State</dt>
      <dd>
        {needsReviewSince ? (
          <>
            Needs review since <FullTime date={needsReviewSince} />: parts of it may be out of date
          </>
        ) : (
          verifiedAt && (
            <>
              Checked by an editor, <FullTime date={verifiedAt} />
            </>
          )
        )}
      </dd>
    </>
  )
}
