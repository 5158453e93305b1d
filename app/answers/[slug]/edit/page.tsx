import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CitedSources } from '@/components/answers/cited-sources'
import { DeadLinksNote } from '@/components/answers/dead-links-note'
import { DraftComments } from '@/components/answers/draft-comments'
import { dayOf, PlaceFields, TextFields } from '@/components/answers/draft-fields'
import { DraftLive } from '@/components/answers/draft-live'
import { PublishFields } from '@/components/answers/publish-fields'
import { Sources } from '@/components/answers/sources'
import { UndoPublication, UndoPublicationForm } from '@/components/answers/undo-publication'
import { EditConflict } from '@/components/forms/edit-conflict'
import { GapSources } from '@/components/gaps/gap-sources'
import { Page } from '@/components/shell/page'
import { requirePerson } from '@/components/shell/require-person'
import { FormError } from '@/components/ui/field'
import { FullTime } from '@/components/ui/time'
import { readDraft, readRecentPublication } from '@/lib/answers'
import { mayAddTags } from '@/lib/community/tags'
import { readSources } from '@/lib/community/threads'
import { readGapOfAnswer, readGapSources } from '@/lib/curation/gaps'
import { readDeadLinks } from '@/lib/curation/links'
import { checkSources } from '@/lib/evidence'
import { decoded, urls } from '@/lib/shared'
import { idOf, one, sentForm, sentValue } from '@/lib/web/http'

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
  const cited = await checkSources(me.viewer, draft.answerId, { body: draft.body, visibility: draft.topic.visibility })
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
          <CitedSources sources={cited} />
          {/* Which restricted sources the publisher knows of: publishing says it once. */}
          <input type="hidden" name="restricted" value={sentValue(form, 'restricted')} />
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
