import { allAreReady } from '@/components/editor/form-events'
import type { Ended } from './reply-here-props'

export function areaOf(form: HTMLFormElement | null): HTMLTextAreaElement | null {
  const area = form?.elements.namedItem('body')
  return area instanceof HTMLTextAreaElement ? area : null
}

/** Saves what is not saved yet: the reply can be closed. */
export async function leaveForm(form: HTMLFormElement): Promise<Ended> {
  await allAreReady(form, 'leaving')
  return { begun: areaOf(form)?.value.trim() !== '' }
}

/** Discards the draft that the form shows, here and on the server. Returns null if the server can't be reached. */
export async function discardDraft(form: HTMLFormElement, address: string): Promise<Ended | null> {
  await allAreReady(form, 'sending')
  const body = new URLSearchParams({ discard: 'here', draft: String(new FormData(form).get('draft') ?? 0) })
  const response = await fetch(address, { method: 'POST', headers: { Accept: 'application/json' }, body }).catch(() => null)
  const area = areaOf(form)
  if (!response?.ok || !area) {
    form.dispatchEvent(new Event('unsent'))
    return null
  }
  area.value = ''
  form.dispatchEvent(new CustomEvent('saved', { detail: '' }))
  return { said: 'The draft is discarded.', begun: false }
}
