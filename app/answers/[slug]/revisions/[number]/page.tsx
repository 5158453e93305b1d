import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AnswerBody } from '@/components/answers/answer-body'
import { Contents } from '@/components/answers/contents'
import { Redacted } from '@/components/redaction/redacted'
import { Page } from '@/components/shell/page'
import { FormError } from '@/components/ui/field'
import { Stones } from '@/components/ui/stones'
import { FullTime } from '@/components/ui/time'
import { decoded, urls } from '@/lib/shared'
import { idOf, requestContext, sentForm } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

type Props = PageProps<'/answers/[slug]/revisions/[number]'>

async function load({ params }: Props) {
  const { slug, number } = await params
  const id = idOf(number)
  return id === null ? null : reads.revision(decoded(slug), id)
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const revision = await load(props)
  return revision
    ? {
        title: revision.redactedAt ? revision.currentTitle : revision.title,
        robots: { index: false },
        alternates: { canonical: urls.answer(revision.slug) },
      }
    : {}
}

export default async function RevisionPage(props: Props) {
  const revision = await load(props)
  if (!revision) notFound()
  const number = Number((await props.params).number)
  const rendered = revision.redactedAt ? null : await reads.renderedRevision(revision)
  const isCurrent = number === revision.currentNumber
  return (
    <Page className="wrap answer" area="answers">
      <header>
        <p className="kind">
          <Stones resolution="covered" silent />
          Canonical answer, revision {number}
        </p>
        <h1 dir="auto">{revision.redactedAt ? revision.currentTitle : revision.title}</h1>
        {revision.summary && (
          <p className="deck" dir="auto">
            {revision.summary}
          </p>
        )}
        <FormError form={sentForm()} />
        <p className="say mt-6" role="note">
          <span>
            <b>
              This is revision {number} of {revision.currentNumber}, of <FullTime date={revision.createdAt} />.
            </b>{' '}
            {isCurrent ? 'It is the current text, and this address keeps it.' : 'The text has changed since.'}
          </span>
          {!isCurrent && !revision.archived && !revision.redactedAt && requestContext().viewer.audience === 'editor' && (
            <form method="post" action={urls.answerRevision(revision.slug, number)}>
              <input type="hidden" name="basedOn" value={revision.currentNumber} />
              <button className="btn btn-s" type="submit">
                Make this the current text again
              </button>
            </form>
          )}
          <span>
            {!isCurrent && (
              <>
                <a className="link" href={urls.answerDiff(revision.slug, number, revision.currentNumber)}>
                  What changed
                </a>
                {' · '}
              </>
            )}
            <a className="link" href={urls.answer(revision.slug)}>
              The answer today
            </a>
          </span>
        </p>
      </header>
      {revision.redactedAt && <Redacted at={revision.redactedAt} what="Its text" />}
      <Contents sections={rendered?.sections ?? []}>
        <a className="act" href={urls.answerHistory(revision.slug)}>
          History
        </a>
      </Contents>
      {rendered && <AnswerBody rendered={rendered} />}
    </Page>
  )
}
