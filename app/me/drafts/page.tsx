import type { Metadata } from 'next'
import { DraftList } from '@/components/desk/desk-lists'
import { ReplyDrafts } from '@/components/reply/reply-drafts'
import { requirePerson } from '@/components/shell/require-person'
import { Pager } from '@/components/ui/pager'
import { ListTime } from '@/components/ui/time'
import { NothingYet, OwnPage } from '@/components/viewer/own-page'
import { listReplyDrafts } from '@/lib/community/threads'
import { readAskDraft } from '@/lib/curation/ask'
import { listOwnDrafts } from '@/lib/curation/desk'
import { may } from '@/lib/identity/viewer'
import { urls } from '@/lib/shared'
import { one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'My drafts', robots: { index: false } }

const none = { rows: [], newer: null, older: null }

export default async function MyDraftsPage({ searchParams }: PageProps<'/me/drafts'>) {
  const me = requirePerson(urls.myDrafts())
  const query = await searchParams
  const cursor = { after: one(query.after), before: one(query.before) }
  const writes = may(me.viewer, 'answer.write')
  const [question, replies, answers] = await Promise.all([
    readAskDraft(me.person.id),
    listReplyDrafts(me.viewer),
    writes ? listOwnDrafts(me.viewer, cursor) : none,
  ])
  const empty = !question && replies.length === 0 && answers.rows.length === 0
  return (
    <OwnPage section="drafts">
      {empty && <NoDrafts writes={writes} />}
      {question && <QuestionDraft title={question.title} updatedAt={question.updatedAt} />}
      {replies.length > 0 && <ReplyDrafts drafts={replies} />}
      {answers.rows.length > 0 && <DraftList id="h-answers" title="Canonical answers" drafts={answers.rows} />}
      <Pager
        newer={answers.newer && urls.myDrafts({ before: answers.newer })}
        older={answers.older && urls.myDrafts({ after: answers.older })}
      />
    </OwnPage>
  )
}

function QuestionDraft({ title, updatedAt }: { title: string; updatedAt: Date }) {
  return (
    <section aria-labelledby="h-question">
      <div className="sec-head">
        <h2 id="h-question">Question</h2>
      </div>
      <ul className="plain">
        <li>
          <span>
            <a href={urls.ask()} dir="auto">
              {title || 'Without a title'}
            </a>
            <span className="meta desk-why">
              saved <ListTime date={updatedAt} />, kept for 30 days
            </span>
          </span>
        </li>
      </ul>
    </section>
  )
}

function NoDrafts({ writes }: { writes: boolean }) {
  return (
    <NothingYet title="You have no drafts">
      <p>
        {writes
          ? 'A question, a reply or a canonical answer that you begin is saved while you write. You find it here until it is posted.'
          : 'A question or a reply that you begin is saved while you write. You find it here until you post it.'}
      </p>
      <p className="do">
        <a className="btn" href={urls.ask()}>
          Ask a question
        </a>
        {writes && (
          <a className="btn" href={urls.answerNew()}>
            Begin an answer
          </a>
        )}
      </p>
    </NothingYet>
  )
}
