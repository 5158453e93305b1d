import type { Metadata } from 'next'
import { AnswerTable } from '@/components/answers/answer-table'
import { Page } from '@/components/shell/page'
import { urls } from '@/lib/shared'
import { reads } from '@/lib/web/reads'

export const metadata: Metadata = { title: 'Canonical answers', alternates: { canonical: urls.answers() } }

const answersShown = 200

export default async function AnswersPage() {
  const answers = await reads.answers(null, answersShown)
  return (
    <Page area="answers">
      <header className="page-head">
        <h1 className="title" id="answers-title">
          Canonical answers
        </h1>
        <p className="topic-say">Questions that keep coming back, settled once. Most recently revised first.</p>
      </header>
      <div className="page-foot">
        {answers.length > 0 ? (
          <AnswerTable rows={answers} labelledBy="answers-title" />
        ) : (
          <div className="none">
            <h2>No answers yet</h2>
            <p>An editor writes one when a question keeps coming back.</p>
          </div>
        )}
      </div>
    </Page>
  )
}
