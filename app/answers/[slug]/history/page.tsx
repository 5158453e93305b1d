import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { AnswerPart, metadataOfPart } from '@/components/answers/answer-part'
import { Redacted } from '@/components/redaction/redacted'
import { PersonLink } from '@/components/ui/person-link'
import { FullTime } from '@/components/ui/time'
import { decoded, urls } from '@/lib/shared'
import { requestContext } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

type Props = PageProps<'/answers/[slug]/history'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return metadataOfPart(await reads.answerForHistory(decoded((await params).slug)), (title) => `History of ${title}`)
}

export default async function AnswerHistoryPage({ params }: Props) {
  const answer = await reads.answerForHistory(decoded((await params).slug))
  if (!answer) notFound()
  if ('successor' in answer) permanentRedirect(urls.answerHistory(answer.successor))
  const newestFirst = [...answer.revisions].reverse()
  const mayRedact = requestContext().viewer.audience === 'editor'
  return (
    <AnswerPart slug={answer.slug} title={`History of “${answer.title}”`}>
      <ol className="revisions page-foot">
        {newestFirst.map((revision, i) => (
          <li key={revision.number ?? `${revision.createdAt.toISOString()}-${i}`}>
            <span className="num">
              {revision.number === null ? '–' : <a href={urls.answerRevision(answer.slug, revision.number)}>{revision.number}</a>}
            </span>
            <span className="badge">{revision.number === null ? 'imported' : revision.significance}</span>
            <span className="note">{revision.note || 'Without a note.'}</span>
            {revision.number !== null && revision.number > 1 ? (
              <a className="act" href={urls.answerDiff(answer.slug, revision.number - 1, revision.number)}>
                Compare with {revision.number - 1}
              </a>
            ) : (
              <span />
            )}
            <span className="meta">
              <FullTime date={revision.createdAt} />
              {revision.author && (
                <span className="dot">
                  <PersonLink person={revision.author} />
                </span>
              )}
              {revision.reviewer && (
                <span className="dot">
                  reviewed by <PersonLink person={revision.reviewer} />
                </span>
              )}
              {revision.number === null && <span className="dot absent">its text was not imported</span>}
              {mayRedact && revision.number !== null && revision.number < answer.revisionNumber && (
                <span className="dot">
                  <a href={urls.answerRedact(answer.slug, { revision: revision.number })}>
                    Redact<span className="vh"> revision {revision.number}</span>
                  </a>
                </span>
              )}
            </span>
            {revision.redactedAt && <Redacted at={revision.redactedAt} what="Its text" />}
          </li>
        ))}
      </ol>
    </AnswerPart>
  )
}
