import type { Metadata } from 'next'
import { DeskPage } from '@/components/desk/desk-page'
import { FeedbackItem, HandledJustNow } from '@/components/desk/feedback-item'
import { requirePerson } from '@/components/shell/require-person'
import { FormError } from '@/components/ui/field'
import { Pager } from '@/components/ui/pager'
import { Tabs } from '@/components/ui/tabs'
import { countFeedback, type FeedbackState, feedbackStates, readFeedback } from '@/lib/curation/feedback'
import { fullCount, urls } from '@/lib/shared'
import { idOf, one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'What readers missed', robots: { index: false } }

const names: Record<FeedbackState, string> = { open: 'To read', handled: 'Dealt with' }
const empty: Record<FeedbackState, string> = {
  open: 'Nothing waits. What readers miss in an answer comes here.',
  handled: 'Nothing was dealt with yet.',
}

/** What readers missed in canonical answers, of one answer or of all. Nobody's name is known. */
export default async function FeedbackPage({ searchParams }: PageProps<'/desk/feedback'>) {
  const me = requirePerson(urls.deskFeedback(), 'feedback.handle')
  const query = await searchParams
  const state = feedbackStates.find((each) => each === one(query.show)) ?? 'open'
  const answerId = idOf(one(query.of) ?? '')
  const before = idOf(one(query.before) ?? '')
  const [{ rows, older }, counts] = await Promise.all([
    readFeedback(me.viewer, { state, answerId, before }),
    countFeedback(me.viewer, answerId),
  ])
  const form = sentForm()
  const done = form ? null : idOf(one(query.done) ?? '')
  const of = answerId ?? undefined
  const here = { of, show: state === 'open' ? undefined : state }
  return (
    <DeskPage title="What readers missed">
      {done !== null && <HandledJustNow id={done} of={of} />}
      <FormError form={form} />
      {of !== undefined && (
        <p className="meta">
          Of one answer.{' '}
          <a className="link" href={urls.deskFeedback({ show: here.show })}>
            Show all
          </a>
        </p>
      )}
      <Tabs
        label="States"
        at={state}
        tabs={feedbackStates.map((key) => ({
          key,
          href: urls.deskFeedback({ of, show: key === 'open' ? undefined : key }),
          label: names[key],
          count: fullCount(counts[key]),
        }))}
      />
      {rows.length === 0 && <p className="quiet mt-4">{before === null ? empty[state] : 'Nothing older.'}</p>}
      <ul className="plain">
        {rows.map((row) => (
          <FeedbackItem key={row.id} row={row} of={of} />
        ))}
      </ul>
      <Pager
        newer={before === null ? null : urls.deskFeedback(here)}
        older={older === null ? null : urls.deskFeedback({ ...here, before: older })}
        newerWord="Latest"
      />
    </DeskPage>
  )
}
