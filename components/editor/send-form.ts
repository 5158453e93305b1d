type Options = { say: (text: string) => void; onSent: () => void }

const waitMs = 60_000

/**
 * Sends the form by script, so that a failed send leaves the writer where they are, with the text. If the site refuses it, the browser
 * sends it again by itself and shows the page that says why. Returns a function that ends this.
 */
export function sendByScript(form: HTMLFormElement, { say, onSent }: Options): () => void {
  let isSending = false
  let isRefused = false
  let failure: Element | null = null

  async function onSubmit(event: SubmitEvent) {
    if (isRefused || event.defaultPrevented) return
    event.preventDefault()
    if (isSending) return
    isSending = true
    failure?.remove()
    say('Sending …')
    const outcome = await send(form, event.submitter)
    isSending = outcome !== 'refused' && 'to' in outcome
    say('')
    if (outcome === 'refused') {
      isRefused = true
      form.requestSubmit(event.submitter)
      isRefused = false
    } else if ('failure' in outcome) {
      failure = noteOf(outcome.failure)
      ;(event.submitter?.parentElement ?? form.lastElementChild)?.before(failure)
      form.dispatchEvent(new Event('unsent'))
    } else {
      onSent()
      go(outcome.to)
    }
  }
  // Someone who comes back to a form that was sent may send it again.
  const onShow = () => {
    isSending = false
  }
  form.addEventListener('submit', onSubmit)
  window.addEventListener('pageshow', onShow)
  return () => {
    form.removeEventListener('submit', onSubmit)
    window.removeEventListener('pageshow', onShow)
  }
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<{ to: string } | { failure: string } | 'refused'> {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form, submitter)) if (typeof value === 'string') body.append(name, value)
  try {
    const response = await fetch(form.getAttribute('action') ?? location.href, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body,
      signal: AbortSignal.timeout(waitMs),
    })
    if (response.status >= 400 && response.status < 500) return 'refused'
    const answer = await response.json()
    return response.ok ? { to: answer.to } : { failure: answer.error }
  } catch {
    return { failure: 'It could not be sent: the connection is gone. Your text is still here. Try again in a moment.' }
  }
}

function noteOf(failure: string): Element {
  const note = document.createElement('div')
  note.className = 'say say-no'
  note.setAttribute('role', 'alert')
  const words = document.createElement('b')
  words.className = 'badge-no'
  words.textContent = failure
  note.append(document.createElement('span'))
  note.firstElementChild?.append(words)
  return note
}

/** Goes on to an address, also if only its fragment differs from where one is. */
function go(to: string): void {
  const address = new URL(to, location.href)
  const isHere = address.pathname === location.pathname && address.search === location.search
  location.assign(address)
  if (isHere && address.hash) location.reload()
}
