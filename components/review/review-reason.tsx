import { FullTime } from '@/components/ui/time'
import type { Proofs, ReasonView, ReviewRow } from '@/lib/curation/review'
import { counted, urls } from '@/lib/shared'
import type { FormState } from '@/lib/web/http'
import { LinkProof } from './link-proof'
import { SourceProof } from './source-proof'

type Props = { row: ReviewRow; reason: ReasonView; proofs: Proofs; back: string; form: FormState | undefined }

/** A reason to look at an answer: a bold phrase that says it, and beside it what shows that it is so. */
export function ReviewReasonItem(props: Props) {
  const { row, reason, proofs } = props
  const { count } = reason
  switch (reason.reason) {
    case 'date':
      return (
        <p>
          <b>Its review date passed</b>
          {row.reviewAt && (
            <>
              : it was <FullTime date={row.reviewAt} />
            </>
          )}
          .
        </p>
      )
    case 'evidence':
      return (
        <>
          <p>
            <b>{counted(count, 'source', 'sources')} changed</b>
            <More count={count} shown={proofs.evidence.length} of={row.id} />
          </p>
          {proofs.evidence.map((citation) => (
            <SourceProof key={citation.id} citation={citation} {...props} />
          ))}
        </>
      )
    case 'links':
      return (
        <>
          <p>
            <b>{counted(count, 'link is', 'links are')} dead</b>
            <More count={count} shown={proofs.links.length} of={row.id} />
          </p>
          {proofs.links.map((link) => (
            <LinkProof key={link.id} link={link} {...props} />
          ))}
        </>
      )
    case 'helpfulness':
      return <Helpfulness {...props} />
    default:
      return <Said {...props} />
  }
}

/** What people wrote in threads. */
function Said({ row, reason: { reason, count }, proofs: { contests, doubts, versions } }: Props) {
  if (reason === 'contested')
    return (
      <>
        <p>
          <b>{count === 1 ? '1 asker contests it' : `${count} askers contest it`}</b>
          <More count={count} shown={contests.length} of={row.id} />
        </p>
        {contests.map(({ threadId, slug, title, at, asker, reason: why }) => (
          <Quote key={threadId} href={urls.thread({ id: threadId, slug })} title={title} by={asker} at={at} text={why} />
        ))}
      </>
    )
  if (reason === 'replies')
    return (
      <>
        <p>
          <b>{counted(count, 'reply says', 'replies say')} that it does not work any more</b>
          <More count={count} shown={doubts.length} of={row.id} />
        </p>
        {doubts.map(({ threadId, slug, title, number, author, at, text }) => (
          <Quote
            key={`${threadId} ${number}`}
            href={urls.replyPlace({ id: threadId, slug }, number)}
            title={title}
            by={author}
            at={at}
            text={text}
          />
        ))}
      </>
    )
  return (
    <>
      <p>
        <b>A newer version is discussed</b> in {counted(count, 'thread', 'threads')}. It applies to <bdi>{row.appliesTo.join(', ')}</bdi>.
        <More count={count} shown={versions.length} of={row.id} />
      </p>
      <ul>
        {versions.map(({ threadId, slug, title, version, at }) => (
          <li key={threadId}>
            <bdi>{version}</bdi> in{' '}
            <a href={urls.thread({ id: threadId, slug })} dir="auto">
              {title}
            </a>
            <span className="meta dot">
              <FullTime date={at} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Helpfulness({ row, proofs: { votes } }: Props) {
  if (!votes) return null
  const share = (yes: number, no: number) => `${Math.round((100 * yes) / (yes + no))} % of ${counted(yes + no, 'reader', 'readers')}`
  return (
    <p>
      <b>It helps fewer readers</b> since its last major revision: {share(votes.yes, votes.no)} said yes,{' '}
      {share(votes.yesBefore, votes.noBefore)} before. <a href={urls.answerUse(row.slug)}>How it is used</a>
    </p>
  )
}

/** Who says that an answer holds should have read all that speaks against it. */
function More({ count, shown, of }: { count: number; shown: number; of: number }) {
  if (count <= shown) return null
  return (
    <span className="meta dot">
      the latest {shown} here, <a href={urls.deskNeedsReview({ only: of })}>show all</a>
    </span>
  )
}

function Quote({ href, title, by, at, text }: { href: string; title: string; by: string; at: Date; text: string }) {
  return (
    <blockquote className="review-proof">
      <p className="said-text" dir="auto">
        {text}
      </p>
      <p className="meta">
        <bdi>{by}</bdi> in{' '}
        <a href={href} dir="auto">
          {title}
        </a>
        <span className="dot">
          <FullTime date={at} />
        </span>
      </p>
    </blockquote>
  )
}
