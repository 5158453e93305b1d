import { useCallback, useEffect, useRef, useState } from 'react'
import { areaOf, type Root } from './area-of'
import './form-events'
import { forgetOthers, forgetText, keepText, keptName, keptText } from './kept-text'

const pauseMs = 400

/**
 * Keeps the text in this browser while someone writes, and puts it back when they return to the form before it was sent. Nothing is kept
 * without a person. Returns whether a text is back, and how to end it: `discard` returns to the page's own text, `forget` is for one
 * that has arrived.
 */
export function useKeptText(root: Root, person: string | null) {
  const [isBack, setIsBack] = useState(false)
  const end = useRef<() => void>(() => undefined)

  useEffect(() => {
    const area = areaOf(root)
    if (!area?.form || person === null) return
    forgetOthers(person)
    const { form } = area
    const name = keptName(person, form.action, area.name)
    let base = area.defaultValue
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const keep = () => {
      timer = undefined
      if (!isOver) keepText(name, base, area.value)
    }
    const onInput = () => {
      clearTimeout(timer)
      timer = setTimeout(keep, pauseMs)
    }
    // What the server has saved is what the next page begins with.
    const onSaved = ({ detail }: CustomEvent<string>) => {
      base = detail
      keep()
    }
    // A form that the browser itself sends comes back with its text if it is refused.
    const onSubmit = (event: SubmitEvent) => {
      if (event.target === form && !event.defaultPrevented) end.current()
    }
    end.current = () => {
      isOver = true
      forgetText(name)
    }
    const text = keptText(name, base)
    if (text !== null && area.value === base) {
      write(area, text)
      setIsBack(true)
    }
    const listening = new AbortController()
    const { signal } = listening
    area.addEventListener('input', onInput, { signal })
    form.addEventListener('saved', onSaved, { signal })
    // The last words before a page is left are kept, too.
    window.addEventListener('pagehide', () => timer !== undefined && keep(), { signal })
    document.addEventListener('submit', onSubmit, { signal })
    return () => {
      clearTimeout(timer)
      listening.abort()
    }
  }, [root, person])

  const forget = useCallback(() => end.current(), [])
  function discard() {
    const area = areaOf(root)
    if (area) write(area, area.defaultValue)
    setIsBack(false)
  }
  return { isBack, discard, forget }
}

function write(area: HTMLTextAreaElement, text: string): void {
  area.value = text
  area.dispatchEvent(new Event('input', { bubbles: true }))
}
