import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { AnotherDraft } from '@/components/ask/another-draft'
import { AskLive } from '@/components/ask/ask-live'
import { similarItems } from '@/components/ask/similar-items'
import { VisitorForm } from '@/components/ask/visitor-form'
import { ProofOfWork } from '@/components/challenge/proof-of-work'
import { MarkdownField } from '@/components/forms/markdown-field'
import { TagField } from '@/components/forms/tag-field'
import { TopicField } from '@/components/forms/topic-field'
import { Page } from '@/components/shell/page'
import { FormError } from '@/components/ui/field'
import { mayAddTags, tagsMax } from '@/lib/community/tags'
import { listTopics, type Place, placesOf } from '@/lib/community/topics'
import { findSimilar, readAskDraft } from '@/lib/curation/ask'
import { needsProof } from '@/lib/curation/holding'
import { keysOf, tagLengthMax, titleLengthMax, urls } from '@/lib/shared'
import { type FormState, many, one, person, personalViewer, type Query, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Ask a question', robots: { index: false } }

export default async function AskPage({ searchParams }: PageProps<'/ask'>) {
  const me = person()
  const viewer = personalViewer()
  const form = sentForm()
  const query = await searchParams
  const kept = me && !form ? await readAskDraft(me.person.id) : null
  const asked = askedFor(query)
  // Another question neither takes the text of the stored draft nor overwrites it.
  const other = kept && isAnother(asked, kept.title) ? kept : null
  const draft = other ? null : kept
  // Whether this is the question of the stored draft, also when the form comes back refused.
  const isKept = me !== null && (form ? sentValue(form, 'kept') === '1' : !other)
  const session = sentValue(form, 'session') || randomUUID()
  const title = sentValue(form, 'title', asked.title || draft?.title)
  const body = sentValue(form, 'body', draft?.body)
  const [topics, similar] = await Promise.all([listTopics(viewer), findSimilar(viewer, title, body)])
  const places = placesOf(topics)
  const warned = form?.field === 'seen'
  return (
    <Page>
      <div className="ask">
        <AskHead form={form}>{other && <AnotherDraft title={other.title} asked={asked} />}</AskHead>
        <TitleField title={title} />
        <aside className="near" aria-labelledby="h-near">
          <AskLive
            session={session}
            initial={similarItems(similar)}
            keepsDraft={isKept}
            topics={places.map(({ id, name }) => ({ id, name }))}
          />
        </aside>
        {me ? (
          <form className="rest" id="ask-form" method="post" action={urls.ask()}>
            {(await needsProof(me)) && <ProofOfWork />}
            <input type="hidden" name="session" value={session} />
            <input type="hidden" name="writer" value={me.person.id} />
            <input type="hidden" name="kept" value={isKept ? '1' : ''} />
            <input type="hidden" name="submission" value={sentValue(form, 'submission') || randomUUID()} />
            <input type="hidden" name="seen" defaultValue={`${sentValue(form, 'seen').trim()} ${keysOf(similar)}`.trim().slice(-1_000)} />
            <MarkdownField
              form={form}
              label="What happens"
              value={draft?.body}
              hint="What you did, what you expected and what happened instead, with the exact message. Markdown works."
            />
            <div className="two">
              <TopicField form={form} places={places} value={draft?.topicId ?? placeNamed(places, asked.topic)?.id} />
              <TagField form={form} value={draft?.tags || asked.tags.join(', ')} mayAdd={mayAddTags(personalViewer())} />
            </div>
            <div className="ask-do">
              <button className="btn" type="submit">
                {warned ? 'Post it anyway' : 'Post the thread'}
              </button>
              {draft && (
                <button className="act" type="submit" form="discard">
                  Discard the draft
                </button>
              )}
            </div>
          </form>
        ) : (
          <VisitorForm {...asked} title={title} />
        )}
        {draft && (
          <form id="discard" method="post" action="/ask/draft" hidden>
            <input type="hidden" name="discard" value="1" />
          </form>
        )}
      </div>
    </Page>
  )
}

type Asked = { title: string; topic: string; tags: string[] }

/** What a link asks the form to be filled with. */
function askedFor({ title, topic, tag }: Query): Asked {
  const tags = many(tag).filter((name) => name.length <= tagLengthMax)
  return { title: (one(title) ?? '').slice(0, titleLengthMax), topic: (one(topic) ?? '').slice(0, 200), tags: tags.slice(0, tagsMax) }
}

/** Whether this is another question than the stored one: it has another title, or none and a place of its own. */
function isAnother({ title, topic, tags }: Asked, keptTitle: string): boolean {
  return title ? title !== keptTitle : topic !== '' || tags.length > 0
}

/** Returns the topic with this slug; older links have the id. */
function placeNamed(places: Place[], topic: string): Place | undefined {
  return places.find(({ slug }) => slug === topic) ?? places.find(({ id }) => String(id) === topic)
}

function AskHead({ form, children }: { form: FormState | undefined; children: React.ReactNode }) {
  return (
    <header>
      <h1 className="title">Ask a question</h1>
      {form?.field === 'seen' && (
        <div className="say" role="alert">
          <span>
            <b>{form.message}</b>
          </span>
        </div>
      )}
      <FormError form={form} />
      {children}
    </header>
  )
}

function TitleField({ title }: { title: string }) {
  return (
    <div className="q">
      <label className="lab" htmlFor="title">
        Title
      </label>
      <input
        dir="auto"
        className="field"
        id="title"
        name="title"
        form="ask-form"
        defaultValue={title}
        autoComplete="off"
        maxLength={300}
        required
        aria-describedby="title-hint"
      />
      <span className="hint" id="title-hint">
        Name the symptom and the error code, as you would type them into the search field.
      </span>
    </div>
  )
}
