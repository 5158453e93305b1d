import type { Asked, ThreadHere } from './reply-here-props'

type Quotable = { range: Range; post: HTMLElement }

/**
 * Offers to quote while words of one post are selected: a button below them, and the post's own link to reply, for those who select with
 * the keyboard. Returns a function that ends this.
 */
export function offerQuotes(thread: ThreadHere, open: (asked: Asked) => void): () => void {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'btn quote-here'
  button.textContent = 'Quote this'

  function follow() {
    const found = selected()
    if (found) place(button, found)
    else button.remove()
  }
  async function quote() {
    const found = selected()
    if (!found) return
    const { quoteOf } = await import('./quote-of')
    const asked = await quoteOf(thread, found)
    document.getSelection()?.removeAllRanges()
    open(asked)
  }
  function onClick(event: MouseEvent) {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link?.pathname !== thread.plain || !selected()?.post.contains(link)) return
    event.preventDefault()
    void quote()
  }
  // A click would take the selection away before it counts.
  const keep = (event: Event) => event.preventDefault()
  const onQuote = () => void quote()
  button.addEventListener('mousedown', keep)
  button.addEventListener('click', onQuote)
  document.addEventListener('selectionchange', follow)
  document.addEventListener('click', onClick, true)
  follow()
  return () => {
    button.remove()
    document.removeEventListener('selectionchange', follow)
    document.removeEventListener('click', onClick, true)
  }
}

/** Returns what is selected, if it is within the text of one post. */
function selected(): Quotable | null {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0 || !selection.toString().trim()) return null
  const range = selection.getRangeAt(0)
  const { commonAncestorContainer: within } = range
  const body = (within instanceof Element ? within : within.parentElement)?.closest('.post .body')
  const post = body?.closest<HTMLElement>('article.post')
  return post ? { range, post } : null
}

/**
 * Behind the selection, below it or above it, where it hides nothing that can be pressed. In the page it comes after the text, so that Tab
 * leads from there to the button.
 */
function place(button: HTMLElement, { range, post }: Quotable): void {
  post.querySelector('.body')?.after(button)
  const { offsetWidth: width, offsetHeight: height } = button
  const within = post.getBoundingClientRect()
  const lines = [...range.getClientRects()]
  const first = lines[0] ?? within
  const last = lines.at(-1) ?? within
  // The system's own handles are below a selection that was made by touch.
  const gap = matchMedia('(pointer: coarse)').matches ? 28 : 6
  const below = { left: Math.max(within.left, last.right - width), top: last.bottom + gap }
  const spots = [
    { left: last.right + gap, top: last.top + (last.height - height) / 2 },
    below,
    { left: first.left, top: first.top - height - gap },
  ]
  const others = [...post.querySelectorAll('a, button')].filter((each) => each !== button).map((each) => each.getBoundingClientRect())
  const isFree = ({ left, top }: typeof below) =>
    left + width <= within.right &&
    others.every((box) => left + width < box.left || left > box.right || top + height < box.top || top > box.bottom)
  const { left, top } = spots.find(isFree) ?? below
  button.style.setProperty('left', `${left - within.left}px`)
  button.style.setProperty('top', `${top - within.top}px`)
}
