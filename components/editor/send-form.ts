import { fieldsOf } from '@/components/forms/fields-of'
import { type Arrived, allAreReady, type Refused, tellArrived, tellRefused } from './form-events'

type Options = { say: (text: string) => void; onSent: () => void }

const waitMs = 60_000

/**
 * Sends the form by script, so that a failed send leaves the writer where they are, with the text. If the site refuses it, the browser
 * sends it again by itself and shows the page that says why, unless a listener of form-events.ts says it here. Returns a function that
 * ends this.
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
    await allAreReady(form, 'sending')
    const outcome = await send(form, event.submitter)
    isSending = 'to' in outcome
    say('')
    if ('to' in outcome) {
      onSent()
      if (tellArrived(form, outcome)) go(outcome.to)
      else isSending = false
    } else if ('refusal' in outcome && tellRefused(form, outcome)) {
      isRefused = true
      form.requestSubmit(event.submitter)
      isRefused = false
    } else {
      showFailure('refusal' in outcome ? outcome.refusal : outcome.failure, event.submitter)
      form.dispatchEvent(new Event('unsent'))
    }
  }
  function showFailure(words: string, button: HTMLElement | null) {
    failure = noteOf(words)
    ;(button?.parentElement ?? form.lastElementChild)?.before(failure)
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

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<Arrived | Refused | { failure: string }> {
  const body = fieldsOf(form, submitter)
  try {
    const response = await fetch(form.getAttribute('action') ?? location.href, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body,
      signal: AbortSignal.timeout(waitMs),
    })
    const { status } = response
    const answer = await response.json().catch(() => null)
    if (status >= 400 && status < 500) return { status, refusal: answer?.error ?? 'It was refused.' }
    return response.ok ? { to: answer.to, data: answer.data } : { failure: answer.error }
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
