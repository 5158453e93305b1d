import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DeadLinksNote } from '@/components/answers/dead-links-note'
import { DraftComments } from '@/components/answers/draft-comments'
import { DraftLive } from '@/components/answers/draft-live'
import { PublishFields } from '@/components/answers/publish-fields'
import { Sources } from '@/components/answers/sources'
import { UndoPublication, UndoPublicationForm } from '@/components/answers/undo-publication'
import { EditConflict } from '@/components/forms/edit-conflict'
import { MarkdownField } from '@/components/forms/markdown-field'
import { TagField } from '@/components/forms/tag-field'
import { GapSources } from '@/components/gaps/gap-sources'
import { Page } from '@/components/shell/page'
import { requirePerson } from '@/components/shell/require-person'
import { Field, FormError } from '@/components/ui/field'
import { FullTime } from '@/components/ui/time'
import { readDraft, readRecentPublication } from '@/lib/answers'
import { mayAddTags } from '@/lib/community/tags'
import { readSources } from '@/lib/community/threads'
import { readGapOfAnswer, readGapSources } from '@/lib/curation/gaps'
import { readDeadLinks } from '@/lib/curation/links'
import { decoded, urls } from '@/lib/shared'
import { type FormState, idOf, one, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Write an answer', robots: { index: false } }

export default async function EditAnswerPage({ params, searchParams }: PageProps<'/answers/[slug]/edit'>) {
  const slug = decoded((await params).slug)
  const me = requirePerson(urls.answerEdit(slug))
  const draft = await readDraft(me.viewer, slug)
  if (!draft || draft.status === 'archived') notFound()
  const form = sentForm()
  const threadId = idOf(sentValue(form, 'thread', one((await searchParams).thread)))
  const sources = threadId === null ? null : await readSources(me.viewer, threadId)
  const gap = sources ? null : await readGapOfAnswer(me.viewer, draft.answerId)
  const published = draft.status === 'published'
  const recent = published ? await readRecentPublication(me.viewer, draft.answerId) : null
  const deadLinks = published ? await readDeadLinks(me.viewer, draft.answerId) : []
  const version = form && form.field !== 'version' ? sentValue(form, 'version') : draft.version
  return (
    <Page area="answers" className="wrap">
      <div className={sources || gap ? 'write write-2' : 'write'}>
        <form className="form" id="draft-form" method="post" action={urls.answerEdit(slug)}>
          <DraftFacts draft={draft} slug={slug} me={me.person.id} />
          {recent && <UndoPublication recent={recent} />}
          <h1 className="title">{published ? 'Revise the answer' : 'Write the answer'}</h1>
          <FormError form={form} />
          <DeadLinksNote links={deadLinks} />
          <EditConflict form={form} field={form?.field === 'version' ? 'version' : undefined} present={presentOf(draft)} />
          {/* What the writer has seen: the current state only once a conflict has shown it to them. */}
          <input type="hidden" name="version" value={version} />
          <input
            dir="auto"
            type="hidden"
            name="basedOn"
            value={form ? (form.field === 'version' ? draft.publishedNumber : sentValue(form, 'basedOn')) : draft.basedOn}
          />
          {threadId !== null && <input type="hidden" name="thread" value={threadId} />}
          <input type="hidden" name="writer" value={me.person.id} />
          <TextFields form={form} draft={draft} />
          <DraftLive version={Number(version)} />
          <PlaceFields form={form} draft={draft} mayAdd={mayAddTags(me.viewer)} />
          <div className="do">
            <button className="btn btn-do" type="submit" name="do" value="save">
              Save the draft
            </button>
            <button className="btn" type="submit" name="do" value={draft.inReview ? 'unreview' : 'review'}>
              {draft.inReview ? 'Take it back from review' : 'Send it to review'}
            </button>
          </div>
          <PublishFields form={form} first={draft.publishedNumber === 0} mineAlone={draft.editedBy?.id === me.person.id} />
          <DraftComments form={form} comments={draft.comments} />
          {draft.version > 0 && (
            <div className="do">
              <button className="btn btn-no" type="submit" name="do" value="discard" formNoValidate>
                Throw the draft away
              </button>
              {published && (
                <a className="link" href={urls.answerArchive(slug)}>
                  Archive the answer
                </a>
              )}
            </div>
          )}
        </form>
        {recent && <UndoPublicationForm slug={slug} recent={recent} />}
        {sources && <Sources thread={sources} />}
        {gap && <GapSources gapId={gap.id} sources={await readGapSources(me.viewer, gap.id)} />}
      </div>
    </Page>
  )
}

type Draft = NonNullable<Awaited<ReturnType<typeof readDraft>>>

const dayOf = (date: Date | null) => date?.toISOString().slice(0, 10) ?? ''

/** What another editor has saved, field by field. */
function presentOf(draft: Draft) {
  return [
    { name: 'title', label: 'Title', value: draft.title },
    { name: 'summary', label: 'Summary', value: draft.summary },
    { name: 'body', label: 'Text', value: draft.body },
    { name: 'aliases', label: 'Aliases', value: draft.aliases.join('\n') },
    { name: 'tags', label: 'Tags', value: draft.tags.join(', ') },
    { name: 'appliesTo', label: 'Applies to', value: draft.appliesTo.join(', ') },
    { name: 'reviewAt', label: 'Review date', value: dayOf(draft.reviewAt) },
  ]
}

function DraftFacts({ draft, slug, me }: { draft: Draft; slug: string; me: number }) {
  return (
    <p className="meta">
      <a href={urls.topic(draft.topic.slug)} dir="auto">
        {draft.topic.name}
      </a>
      <span className="dot badge">{draft.inReview ? 'In review' : 'Draft'}</span>
      {draft.status === 'published' && (
        <span className="dot">
          <a href={urls.answer(slug)}>Revision {draft.publishedNumber} is published</a>
        </span>
      )}
      {draft.editedBy && draft.editedAt && (
        <span className="dot">
          saved by {draft.editedBy.id === me ? 'you' : draft.editedBy.displayName}, <FullTime date={draft.editedAt} />
        </span>
      )}
    </p>
  )
}

function TextFields({ form, draft }: { form: FormState | undefined; draft: Draft }) {
  return (
    <>
      <Field form={form} name="title" label="Title" value={draft.title} maxLength={300} autoComplete="off" required />
      <Field
        form={form}
        name="summary"
        label="Summary"
        value={draft.summary}
        rows={3}
        maxLength={2_000}
        hint="The answer in two sentences."
      />
      <MarkdownField
        form={form}
        label="Text"
        value={draft.body}
        rows={22}
        hint="Markdown. Headings of the second level make the sections."
      />
    </>
  )
}

/** What the answer is found by, and when it must be reviewed. */
function PlaceFields({ form, draft, mayAdd }: { form: FormState | undefined; draft: Draft; mayAdd: boolean }) {
  return (
    <>
      <Field
        form={form}
        name="aliases"
        label="Aliases"
        value={draft.aliases.join('\n')}
        rows={4}
        hint="Other wordings of the question, one on each line. Search finds the answer by them. Titles of covered threads are aliases already."
      />
      <div className="two">
        <TagField form={form} value={draft.tags.join(', ')} mayAdd={mayAdd} />
        <Field form={form} name="appliesTo" label="Applies to" value={draft.appliesTo.join(', ')} hint="iOS 18, macOS 15" maxLength={400} />
      </div>
      <Field form={form} name="reviewAt" label="Review date" type="date" value={dayOf(draft.reviewAt)} />
    </>
  )
}
