import type { Metadata } from 'next'
import { FormPage } from '@/components/forms/form-page'
import { TopicField } from '@/components/forms/topic-field'
import { requirePerson } from '@/components/shell/require-person'
import { Field, FormError } from '@/components/ui/field'
import { readSources } from '@/lib/community/threads'
import { listTopics, placesOf } from '@/lib/community/topics'
import { urls } from '@/lib/shared'
import { idOf, one, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'A new canonical answer', robots: { index: false } }

export default async function NewAnswerPage({ searchParams }: PageProps<'/answers/new'>) {
  const form = sentForm()
  const threadId = idOf(sentValue(form, 'thread', one((await searchParams).thread)))
  const me = requirePerson(urls.answerNew(threadId ?? undefined), 'answer.write')
  const thread = threadId === null ? null : await readSources(me.viewer, threadId)
  return (
    <FormPage title="A new canonical answer" area="answers">
      {thread && (
        <p className="mt-4">
          From the thread{' '}
          <a className="link" href={urls.thread(thread)} dir="auto">
            {thread.title}
          </a>
          : its posts are shown beside the text while you write.
        </p>
      )}
      <FormError form={form} />
      <form method="post" action={urls.answerNew()}>
        {thread && <input type="hidden" name="thread" value={thread.id} />}
        <Field
          form={form}
          name="title"
          label="Title"
          value={thread?.title}
          hint="The question that it settles, in the words that people search for."
          maxLength={300}
          autoComplete="off"
          required
        />
        <TopicField form={form} places={placesOf(await listTopics(me.viewer))} value={thread?.topicId} />
        <div className="do">
          <button className="btn btn-do" type="submit">
            Begin the draft
          </button>
        </div>
      </form>
    </FormPage>
  )
}
