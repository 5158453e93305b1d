'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { Marked, type MarkedSegment } from '@/components/ui/marked'
import { type ResolutionName, Stones } from '@/components/ui/stones'

/** One instant result, as /search/instant answers it. */
type Option = { href: string; resolution: ResolutionName; answer: boolean; title: MarkedSegment[]; why: MarkedSegment[] }
type Answer = { options: Option[]; total: string; corrected: string | null }

/** Long enough that a fast typist asks once a word, short enough not to be felt. */
const debounceMs = 70

/**
 * Results under the search field while one types (a combobox with a list). Each keystroke asks; an answer to an earlier
 * text never replaces one to a later text. Old results stay until new ones come. Enter without a choice searches.
 */
export function InstantResults() {
  const listId = useId()
  const root = useRef<HTMLDivElement>(null)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(-1)
  const [open, setOpen] = useState(false)
  const state = useRef({ options: [] as Option[], chosen: -1, open: false })
  state.current = { options: answer?.options ?? [], chosen, open }

  useEffect(() => {
    const input = root.current?.closest('form')?.querySelector<HTMLInputElement>('input[name=q]')
    if (!input) return
    let asked = 0
    let shown = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    let running: AbortController | undefined

    async function ask(value: string, number: number) {
      running?.abort()
      running = new AbortController()
      try {
        const response = await fetch(`/search/instant?q=${encodeURIComponent(value)}`, { signal: running.signal })
        if (!response.ok || number < shown) return
        const found: Answer = await response.json()
        if (number < shown) return
        shown = number
        setAnswer(found)
        setText(value)
        setChosen(-1)
        setOpen(document.activeElement === input)
      } catch {
        // Aborted by the next keystroke, or the network is gone: Enter still searches.
      }
    }
    function onInput() {
      const value = input?.value.trim() ?? ''
      clearTimeout(timer)
      const number = ++asked
      if (value.length < 2) {
        running?.abort()
        shown = number
        setOpen(false)
      } else timer = setTimeout(() => void ask(value, number), debounceMs)
    }
    function onKeyDown(event: KeyboardEvent) {
      const { options, chosen, open } = state.current
      if (event.key === 'Escape' && open) {
        event.preventDefault()
        setOpen(false)
      } else if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        event.preventDefault()
        const step = event.key === 'ArrowDown' ? 1 : -1
        setChosen(((chosen + 1 + step + options.length + 1) % (options.length + 1)) - 1)
      } else if (open && event.key === 'Enter' && options[chosen]) {
        event.preventDefault()
        location.assign(options[chosen].href)
      }
    }
    const onFocus = () => setOpen(state.current.options.length > 0 && (input?.value.trim().length ?? 0) > 1)
    const onBlur = (event: FocusEvent) => {
      if (!root.current?.contains(event.relatedTarget as Node | null)) setOpen(false)
    }
    input.addEventListener('input', onInput)
    input.addEventListener('keydown', onKeyDown)
    input.addEventListener('focus', onFocus)
    input.addEventListener('blur', onBlur)
    return () => {
      clearTimeout(timer)
      running?.abort()
      input.removeEventListener('input', onInput)
      input.removeEventListener('keydown', onKeyDown)
      input.removeEventListener('focus', onFocus)
      input.removeEventListener('blur', onBlur)
    }
  }, [])

  const isOpen = open && answer !== null && answer.options.length > 0
  useEffect(() => {
    const input = root.current?.closest('form')?.querySelector<HTMLInputElement>('input[name=q]')
    if (!input) return
    input.setAttribute('role', 'combobox')
    input.setAttribute('aria-autocomplete', 'list')
    input.setAttribute('aria-expanded', String(isOpen))
    input.setAttribute('aria-controls', listId)
    if (isOpen && chosen >= 0) input.setAttribute('aria-activedescendant', `${listId}-${chosen}`)
    else input.removeAttribute('aria-activedescendant')
  }, [isOpen, chosen, listId])

  return (
    <div ref={root} className={isOpen ? 'pop' : undefined}>
      <div role="listbox" id={listId} aria-label="Results" hidden={!isOpen}>
        {isOpen &&
          answer.options.map((option, i) => (
            <a
              className="opt"
              role="option"
              key={option.href}
              id={`${listId}-${i}`}
              aria-selected={i === chosen}
              href={option.href}
              tabIndex={-1}
            >
              <Stones resolution={option.resolution} />
              <span>
                <span className={option.answer ? 't book' : 't'} dir="auto">
                  <Marked segments={option.title} />
                </span>
                <span className="meta" dir="auto">
                  <Marked segments={option.why} />
                </span>
              </span>
            </a>
          ))}
      </div>
      {isOpen && (
        <p className="end meta">
          <span>
            {answer.total} for “{answer.corrected ?? text}” with Enter
          </span>
          <span className="only-l">
            <kbd>↑</kbd> <kbd>↓</kbd> to choose, <kbd>Esc</kbd> to close
          </span>
        </p>
      )}
      <span className="vh" role="status">
        {isOpen ? `${answer.options.length} suggestions` : ''}
      </span>
    </div>
  )
}
