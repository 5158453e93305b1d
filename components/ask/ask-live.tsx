'use client'

import { useEffect, useState } from 'react'
import { hasChanged } from '@/components/forms/has-changed'
import { keysOf } from '@/lib/shared'
import { type SimilarItems, SimilarList } from './similar-list'

type Place = { topicId: number | null; tags: string[] }
type Props = { session: string; initial: SimilarItems; keepsDraft: boolean; topics: { id: number; name: string }[] }

const typingPauseMs = 250
const draftPauseMs = 1_500

/**
 * What scripts add to the ask form: suggestions while one types, topic and tags proposed from the text, and a draft that
 * is kept. Answers to an earlier text never replace those to a later one.
 */
export function AskLive({ session, initial, keepsDraft, topics }: Props) {
  const [items, setItems] = useState(initial)
  const [place, setPlace] = useState<Place>({ topicId: null, tags: [] })
  const [saved, setSaved] = useState<string | null>(null)

  useEffect(() => {
    const form = document.querySelector<HTMLFormElement>('#ask-form')
    if (!form) return
    const value = (name: string) => (form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? ''
    let asked = 0
    let shown = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    let draftTimer: ReturnType<typeof setTimeout> | undefined

    async function look() {
      const number = ++asked
      const title = value('title').trim()
      if (title.length < 3) return
      const body = JSON.stringify({ session, title, body: value('body').slice(0, 600) })
      const headers = { 'Content-Type': 'application/json', Accept: 'application/json' }
      const response = await fetch('/ask/similar', { method: 'POST', headers, body }).catch(() => null)
      if (!response?.ok || number < shown) return
      shown = number
      const found = await response.json()
      setItems(found.items)
      setPlace(found.place)
      const seen = form?.elements.namedItem('seen') as HTMLInputElement | null
      if (seen) seen.value = `${seen.value} ${keysOf(found.items)} `.slice(-1_000)
    }
    async function keep() {
      const body = new URLSearchParams({ title: value('title'), body: value('body'), tags: value('tags'), topic: value('topic') })
      const response = await fetch('/ask/draft', { method: 'POST', headers: { Accept: 'application/json' }, body, keepalive: true }).catch(
        () => null,
      )
      setSaved(
        response?.ok
          ? `Draft saved at ${new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}.`
          : 'The draft could not be saved. The text is still here.',
      )
    }
    function onInput(event: Event) {
      const { name, form: owner } = event.target as HTMLInputElement
      if (owner !== form) return
      if (name === 'title' || name === 'body') {
        clearTimeout(timer)
        timer = setTimeout(() => void look(), typingPauseMs)
      }
      if (keepsDraft) {
        clearTimeout(draftTimer)
        draftTimer = setTimeout(() => {
          draftTimer = undefined
          void keep()
        }, draftPauseMs)
      }
    }
    // The last words before a tab is closed are kept too; a form that is being sent needs no draft.
    let sending = false
    function onLeave() {
      if (draftTimer === undefined || sending) return
      clearTimeout(draftTimer)
      draftTimer = undefined
      void keep()
    }
    function onSend() {
      sending = true
      clearTimeout(draftTimer)
      clearTimeout(timer)
    }
    window.addEventListener('pagehide', onLeave)
    form.addEventListener('submit', onSend)
    // The title stands outside of its form in the page: its events don't pass through it.
    document.addEventListener('input', onInput)
    if (value('title')) void look()
    if (keepsDraft && hasChanged(form)) draftTimer = setTimeout(() => void keep(), draftPauseMs)
    return () => {
      clearTimeout(timer)
      clearTimeout(draftTimer)
      document.removeEventListener('input', onInput)
      window.removeEventListener('pagehide', onLeave)
      form.removeEventListener('submit', onSend)
    }
  }, [session, keepsDraft])

  const take = (name: string, given: string) => {
    const field = document.querySelector<HTMLFormElement>('#ask-form')?.elements.namedItem(name) as HTMLInputElement | null
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
        <p className="quiet">Answers and threads that may settle it appear here as soon as you name it.</p>
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
