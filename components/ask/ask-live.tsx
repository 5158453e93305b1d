'use client'

import { askForm, fieldOf } from './ask-form'
import { type SimilarItems, SimilarList } from './similar-list'
import { useDraft } from './use-draft'
import { useSuggestions } from './use-suggestions'

type Props = { session: string; initial: SimilarItems; keepsDraft: boolean; topics: { id: number; name: string }[] }

/** What scripts add to the ask form: suggestions while someone types, topic and tags proposed from the text, and a draft that is saved. */
export function AskLive({ session, initial, keepsDraft, topics }: Props) {
  const { items, place } = useSuggestions(session, initial)
  const saved = useDraft(keepsDraft)
  const take = (name: string, given: string) => {
    const form = askForm()
    const field = form && fieldOf(form, name)
    if (!field) return
    field.value = given
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const topic = topics.find(({ id }) => id === place.topicId)
  const count = items.threads.length + (items.answer ? 1 : 0)
  return (
    <div>
      <div className="sec-head">
        <h2 id="h-near">Perhaps settled already</h2>
        <p className="meta" role="status">
          {count > 0
            ? `${items.answer ? '1 answer, ' : ''}${items.threads.length} ${items.threads.length === 1 ? 'thread' : 'threads'}`
            : ''}
        </p>
      </div>
      {count > 0 ? (
        <SimilarList items={items} session={session} kept={keepsDraft} />
      ) : (
        <p className="quiet">Answers and threads that may settle it appear here as soon as you type a title.</p>
      )}
      {(topic || place.tags.length > 0) && (
        <p className="line suggests">
          <span className="meta">It seems to belong to</span>
          {topic && (
            <button className="chip" type="button" onClick={() => take('topic', String(topic.id))}>
              {topic.name}
            </button>
          )}
          {place.tags.length > 0 && (
            <button className="chip" type="button" onClick={() => take('tags', place.tags.join(', '))}>
              {place.tags.join(', ')}
            </button>
          )}
        </p>
      )}
      {saved && (
        <p className="meta" role="status">
          {saved}
        </p>
      )}
    </div>
  )
}
