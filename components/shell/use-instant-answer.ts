import { type RefObject, useEffect, useRef, useState } from 'react'
import type { MarkedSegment } from '@/components/ui/marked'
import type { ResolutionName } from '@/components/ui/stones'

/** One instant result, as /search/instant returns it. */
export type Option = { href: string; resolution: ResolutionName; answer: boolean; title: MarkedSegment[]; why: MarkedSegment[] }
type Answer = { options: Option[]; total: string; corrected: string | null }
export type Root = RefObject<HTMLElement | null>

/** Long enough that a fast typist sends one request a word, short enough not to be noticed. */
const debounceMs = 70

/** Returns the search field of the form that contains `root`. */
export const inputOf = (root: Root) => root.current?.closest('form')?.querySelector<HTMLInputElement>('input[name=q]') ?? null

/** What was found for which text, which result is chosen (-1 for none), and whether the list is shown. */
export function useInstantAnswer(root: Root) {
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(-1)
  const [open, setOpen] = useState(false)
  const state = useRef({ options: [] as Option[], chosen: -1, open: false })
  state.current = { options: answer?.options ?? [], chosen, open }

  useEffect(() => {
    const input = inputOf(root)
    if (!input) return
    return askWhileTyping(input, {
      found(found, value) {
        setAnswer(found)
        setText(value)
        setChosen(-1)
        setOpen(document.activeElement === input)
      },
      tooShort: () => setOpen(false),
    })
  }, [root])

  useEffect(() => {
    const input = inputOf(root)
    if (!input) return
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
    const onFocus = () => setOpen(state.current.options.length > 0 && input.value.trim().length > 1)
    const onBlur = (event: FocusEvent) => {
      if (!root.current?.contains(event.relatedTarget as Node | null)) setOpen(false)
    }
    input.addEventListener('keydown', onKeyDown)
    input.addEventListener('focus', onFocus)
    input.addEventListener('blur', onBlur)
    return () => {
      input.removeEventListener('keydown', onKeyDown)
      input.removeEventListener('focus', onFocus)
      input.removeEventListener('blur', onBlur)
    }
  }, [root])

  return { answer, text, chosen, open }
}

type Hearer = { found(answer: Answer, value: string): void; tooShort(): void }

/**
 * Each keystroke sends a request. A response about an earlier text never replaces one about a later text. Old results stay until new ones
 * come. Returns a function that stops this.
 */
function askWhileTyping(input: HTMLInputElement, hearer: Hearer): () => void {
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
      hearer.found(found, value)
    } catch {
      // Aborted by the next keystroke, or no network: Enter still searches.
    }
  }
  function onInput() {
    const value = input.value.trim()
    clearTimeout(timer)
    const number = ++asked
    if (value.length < 2) {
      running?.abort()
      shown = number
      hearer.tooShort()
    } else timer = setTimeout(() => void ask(value, number), debounceMs)
  }
  input.addEventListener('input', onInput)
  return () => {
    clearTimeout(timer)
    running?.abort()
    input.removeEventListener('input', onInput)
  }
}
