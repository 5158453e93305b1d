import { hasChanged } from '@/components/forms/has-changed'
import { isAway, whenBack } from '@/components/forms/when-back'

const pauseMs = 2_500

/** Saves the draft of a form some time after each change, from this version on. Returns a function that ends this. */
export function saveWhileWriting(form: HTMLFormElement, version: number, say: (text: string) => void): () => void {
  let known = version
  let timer: ReturnType<typeof setTimeout> | undefined
  let saving = false
  let stopped = false
  let sending = false
  const back = whenBack(() => void save())

  async function save() {
    if (saving || stopped || sending) return
    saving = true
    back.stop()
    const response = await post(form, known)
    saving = false
    if (isAway(response)) back.wait()
    if (response?.ok) {
      known = (await response.json()).data.version
      const field = form.elements.namedItem('version')
      if (field instanceof HTMLInputElement) field.value = String(known)
      return say(`Saved at ${new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}.`)
    }
    stopped = response?.status === 409
    say(await whyNot(response))
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), pauseMs)
  }
  const listening = new AbortController()
  const { signal } = listening
  // A comment is no part of the draft.
  form.addEventListener('input', ({ target }) => (target instanceof HTMLElement && target.id === 'comment' ? undefined : later()), {
    signal,
  })
  const onSend = (isSending: boolean) => () => {
    sending = isSending
    back.stop()
  }
  form.addEventListener('submit', onSend(true), { signal })
  form.addEventListener('unsent', onSend(false), { signal })
  // Text that was typed before this script ran is saved, too.
  if (hasChanged(form)) later()
  return () => {
    clearTimeout(timer)
    back.end()
    listening.abort()
  }
}

async function whyNot(response: Response | null): Promise<string> {
  if (response?.status === 409) return 'Someone else has saved this draft meanwhile. Your text stays here: “Save the draft” shows both.'
  const error = response && (await response.json().catch(() => null))?.error
  return `Not saved: ${error ?? 'the connection is gone.'} Your text is still here.`
}

function post(form: HTMLFormElement, version: number): Promise<Response | null> {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && name !== 'comment') body.set(name, value)
  body.set('do', 'save')
  body.set('version', String(version))
  return fetch(form.action, { method: 'POST', headers: { Accept: 'application/json' }, body }).catch(() => null)
}
