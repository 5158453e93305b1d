import { fieldsOf } from '@/components/forms/fields-of'

type Outcome = { error?: string; data?: { share: string } }

/**
 * Sends what a reader says about an answer and thanks them where they are. "No" shows the field for what was missing, which is in the page
 * already.
 */
export async function sendFeedback(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const place = form.closest('.helpful')
  const status = place?.querySelector<HTMLElement>('[role=status]')
  const more = place?.querySelector<HTMLElement>('.missing')
  if (!status || !more || form.ariaBusy) return
  form.ariaBusy = 'true'
  const { error, data } = await send(form, submitter)
  form.ariaBusy = null
  status.classList.toggle('err', error !== undefined)
  status.textContent = error ?? 'Thank you.'
  if (error !== undefined) return
  if (form === more) {
    more.hidden = true
    status.textContent = 'Thank you. The editors will read it.'
    status.focus()
    return
  }
  for (const button of form.querySelectorAll('button')) button.ariaPressed = String(button === submitter)
  const share = form.querySelector('.meta')
  if (share && data) share.textContent = data.share
  more.hidden = submitter?.getAttribute('value') !== 'no'
  if (!more.hidden) more.querySelector('textarea')?.focus()
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<Outcome> {
  const body = fieldsOf(form, submitter)
  try {
    const response = await fetch(form.action, { method: 'POST', headers: { Accept: 'application/json' }, body })
    return await response.json()
  } catch {
    return { error: 'The connection is gone. Try again.' }
  }
}
