import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FormPage } from '@/components/forms/form-page'
import { requirePerson } from '@/components/shell/require-person'
import { Field, FormError } from '@/components/ui/field'
import { readThread } from '@/lib/community/threads'
import { urls } from '@/lib/shared'
import { idOf, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Does it settle your question?', robots: { index: false } }

export default async function CoverageResponsePage({ params }: PageProps<'/threads/[id]/coverage-response'>) {
  const id = idOf((await params).id)
  if (id === null) notFound()
  const me = requirePerson(urls.threadCoverage(id))
  const thread = await readThread(me.viewer, id)
  if (!thread || thread.author?.name !== me.person.name) notFound()
  const { covering, contested } = thread
  if (!covering && contested.length === 0) notFound()
  const form = sentForm()
  return (
    <FormPage title="Does it settle your question?" thread={{ href: urls.thread(thread), label: thread.title }}>
      <FormError form={form} />
      {contested.map((each) => (
        <form key={each.id} method="post" action={urls.threadCoverage(id)}>
          <AnswerLink answer={each} />
          <p className="mt-4">You said that it is not your case: “{each.reason}” An editor will look at it.</p>
          <input type="hidden" name="answer" value={each.id} />
          <div className="do">
            <button className="btn" type="submit" name="response" value="accepted">
              It settles it after all
            </button>
          </div>
        </form>
      ))}
      {covering && (
        <form method="post" action={urls.threadCoverage(id)}>
          <AnswerLink answer={covering} />
          <input type="hidden" name="answer" value={covering.id} />
          <div className="do">
            <button className="btn btn-do" type="submit" name="response" value="accepted" formNoValidate>
              This settles it
            </button>
          </div>
          <Field
            form={form}
            name="reason"
            label="What is different in your case"
            hint="An editor reads it. They revise the answer, remove it from your thread, or tell you why it stays."
            rows={4}
            maxLength={2_000}
          />
          <div className="do">
            <button className="btn" type="submit" name="response" value="contested">
              Not my case
            </button>
          </div>
        </form>
      )}
    </FormPage>
  )
}

function AnswerLink({ answer }: { answer: { slug: string; title: string } }) {
  return (
    <p className="mt-4">
      <a className="link book" href={urls.answer(answer.slug)} dir="auto">
        {answer.title}
      </a>
    </p>
  )
}
