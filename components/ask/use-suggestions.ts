import { useEffect, useState } from 'react'
import { keysOf } from '@/lib/shared'
import { askForm, fieldOf, onInput, textOf } from './ask-form'
import type { SimilarItems } from './similar-list'

type Place = { topicId: number | null; tags: string[] }

const typingPauseMs = 250

/**
 * Returns what may settle the question, and where it seems to belong, while someone writes it. A response about an earlier text never
 * replaces one about a later text.
 */
export function useSuggestions(session: string, initial: SimilarItems): { items: SimilarItems; place: Place } {
  const [items, setItems] = useState(initial)
  const [place, setPlace] = useState<Place>({ topicId: null, tags: [] })
  useEffect(() => {
    const form = askForm()
    if (!form) return
    let asked = 0
    let shown = 0
    let timer: ReturnType<typeof setTimeout> | undefined

    async function look(form: HTMLFormElement) {
      const number = ++asked
      const title = textOf(form, 'title').trim()
      if (title.length < 3) return
      const body = JSON.stringify({ session, title, body: textOf(form, 'body').slice(0, 600) })
      const headers = { 'Content-Type': 'application/json', Accept: 'application/json' }
      const response = await fetch('/ask/similar', { method: 'POST', headers, body }).catch(() => null)
      if (!response?.ok || number < shown) return
      shown = number
      const found = await response.json()
      setItems(found.items)
      setPlace(found.place)
      const seen = fieldOf(form, 'seen')
      if (seen) seen.value = `${seen.value} ${keysOf(found.items)} `.slice(-1_000)
    }
    const stop = onInput(form, (name) => {
      if (name !== 'title' && name !== 'body') return
      clearTimeout(timer)
      timer = setTimeout(() => void look(form), typingPauseMs)
    })
    const onSend = () => clearTimeout(timer)
    form.addEventListener('submit', onSend)
    if (textOf(form, 'title')) void look(form)
    return () => {
      clearTimeout(timer)
      stop()
      form.removeEventListener('submit', onSend)
    }
  }, [session])
  return { items, place }
}
