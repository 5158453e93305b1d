import { useCallback, useEffect, useRef, useState } from 'react'
import { areaOf, type Root } from './area-of'
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
    if (!area || person === null) return
    forgetOthers(person)
    const name = keptName(person, area.name)
    const base = area.defaultValue
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
    // The last words before a page is left are kept, too.
    const onLeave = () => timer !== undefined && keep()
    // A form that the browser itself sends comes back with its text if it is refused.
    const onSubmit = (event: SubmitEvent) => {
      if (event.target === area.form && !event.defaultPrevented) end.current()
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
    area.addEventListener('input', onInput)
    window.addEventListener('pagehide', onLeave)
    document.addEventListener('submit', onSubmit)
    return () => {
      clearTimeout(timer)
      area.removeEventListener('input', onInput)
      window.removeEventListener('pagehide', onLeave)
      document.removeEventListener('submit', onSubmit)
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
