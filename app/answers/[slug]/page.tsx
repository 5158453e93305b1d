import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { AnswerBody } from '@/components/answers/answer-body'
import { AnswerHead } from '@/components/answers/answer-head'
import { Contents } from '@/components/answers/contents'
import { Helpful } from '@/components/answers/helpful'
import { RevisionStrip } from '@/components/answers/revision-strip'
import { RelatedList } from '@/components/related/related-list'
import { Page } from '@/components/shell/page'
import { UsedIn } from '@/components/threads/used-in'
import { JsonLd } from '@/components/ui/html'
import { techArticle } from '@/lib/exchange/feeds'
import { decoded, urls } from '@/lib/shared'
import { one, requestContext } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

type Props = PageProps<'/answers/[slug]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const answer = await reads.answer(decoded((await params).slug))
  if (!answer || 'successor' in answer) return {}
  return { title: answer.title, description: answer.summary || undefined, alternates: { canonical: urls.answer(answer.slug) } }
}

export default async function AnswerPage({ params, searchParams }: Props) {
  const answer = await reads.answer(decoded((await params).slug))
  if (!answer) notFound()
  if ('successor' in answer) permanentRedirect(urls.answer(answer.successor))
  const said = one((await searchParams).said)
  const [related, share, uses] = await Promise.all([
    reads.related('answer', answer.id),
    reads.helpfulShare(answer.id),
    reads.usesOfAnswer(answer.id),
  ])
  return (
    <Page className="wrap answer" area="answers" about={{ kind: 'answer', id: answer.id }}>
      <AnswerHead answer={answer} />
      <Contents sections={answer.rendered.sections}>
        <a className="act" href={urls.answerHistory(answer.slug)}>
          History
        </a>
        <a className="act" href={urls.answerRevision(answer.slug, answer.revisionNumber)}>
          Permanent link to revision {answer.revisionNumber}
        </a>
        {requestContext().viewer.audience === 'editor' && (
          <>
            <a className="act" href={urls.answerEdit(answer.slug)}>
              Revise
            </a>
            <a className="act" href={urls.answerArchive(answer.slug)}>
              Archive
            </a>
            <a className="act" href={urls.answerCoverage(answer.slug)}>
              Cover threads
            </a>
            <a className="act" href={urls.answerUse(answer.slug)}>
              Use
            </a>
          </>
        )}
      </Contents>
      <AnswerBody rendered={answer.rendered} />
      <div className="after">
        <Helpful answer={answer} share={share} said={said} />
        <RevisionStrip slug={answer.slug} revisions={answer.revisions} />
        <UsedIn uses={uses} />
        <div className="side mt-10">
          <RelatedList links={related} />
        </div>
      </div>
      <JsonLd data={techArticle(answer)} />
    </Page>
  )
}
