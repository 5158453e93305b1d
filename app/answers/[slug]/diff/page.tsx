import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ContestAgain } from '@/components/answers/contest-again'
import { Diff } from '@/components/answers/diff'
import { Redacted } from '@/components/redaction/redacted'
import { Page } from '@/components/shell/page'
import { FullTime } from '@/components/ui/time'
import { readOwnCoverage } from '@/lib/answers'
import { compareTexts } from '@/lib/content'
import { decoded, urls } from '@/lib/shared'
import { idOf, one, person } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

export const metadata: Metadata = { title: 'Two revisions compared', robots: { index: false } }

export default async function DiffPage({ params, searchParams }: PageProps<'/answers/[slug]/diff'>) {
  const slug = decoded((await params).slug)
  const query = await searchParams
  const numbers = [one(query.from), one(query.to)].map((text) => idOf(text ?? ''))
  const [from, to] = await Promise.all(numbers.map((number) => (number === null ? null : reads.revision(slug, number))))
  if (!from || !to) notFound()
  // Only notices to askers name a thread: the page is for one reader then.
  const thread = idOf(one(query.thread) ?? '')
  const me = thread === null ? null : person()
  const coverage = thread === null || !me ? null : await readOwnCoverage(me.viewer, thread, slug)
  const text = (revision: typeof from) => [revision.title, revision.summary, revision.body].filter(Boolean).join('\n\n')
  const redacted = [from, to].flatMap(({ redactedAt }, i) => (redactedAt ? [{ at: redactedAt, number: numbers[i] }] : []))
  const [before = '', after = ''] = redacted.length > 0 ? [] : await reads.saidSources(from.id, [text(from), text(to)])
  const blocks = redacted.length > 0 ? [] : await compareTexts(before, after)
  return (
    <Page area="answers">
      <header className="page-head">
        <p className="meta">
          <a href={urls.answerHistory(slug)}>← All revisions</a>
        </p>
        <h1 className="title font-serif">{to.currentTitle}</h1>
        <p className="meta mt-2">
          <a href={urls.answerRevision(slug, Number(numbers[0]))}>Revision {numbers[0]}</a>, <FullTime date={from.createdAt} />{' '}
          <span aria-hidden="true">→</span>
          <span className="vh">compared with</span> <a href={urls.answerRevision(slug, Number(numbers[1]))}>revision {numbers[1]}</a>,{' '}
          <FullTime date={to.createdAt} />
          <span className="dot">
            <a href={urls.answerDiff(slug, Number(numbers[1]), Number(numbers[0]))}>Swap</a>
          </span>
        </p>
      </header>
      <div className="page-foot">
        {redacted.map(({ at, number }) => (
          <Redacted key={number} at={at} what={`The text of revision ${number}`} />
        ))}
        {redacted.length === 0 && blocks.every((block) => block.kind === 'same') && (
          <p className="say">
            <span>
              <b>The two are the same.</b>
            </span>
          </p>
        )}
        <Diff blocks={blocks} />
        {coverage && <ContestAgain coverage={coverage} revision={Number(numbers[1])} />}
      </div>
    </Page>
  )
}
