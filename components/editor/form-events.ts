/** A form that was sent: where the site leads next, and what a script gets beside it. */
export type Arrived = { to: string; data?: unknown }
/** A form that the site refused, with its sentence. */
export type Refused = { status: number; refusal: string }

// What a form that is sent by script tells the parts of its page, as events on the form. `sending` and `leaving` take what must be over
// before the form is sent, or goes with its text unsent.
// `arrived` and `refused` can be cancelled by who shows it in place. `unsent` means that writing goes on. `saved` has the text that the
// server keeps as a draft.
declare global {
  interface HTMLElementEventMap {
    sending: CustomEvent<Promise<unknown>[]>
    leaving: CustomEvent<Promise<unknown>[]>
    arrived: CustomEvent<Arrived>
    refused: CustomEvent<Refused>
    unsent: Event
    saved: CustomEvent<string>
    /** On a textarea: puts these words where its writer is. */
    quote: CustomEvent<string>
  }
}

/** Resolves when everything is over that must be, before the form is sent or left. */
export async function allAreReady(form: HTMLFormElement, why: 'sending' | 'leaving'): Promise<void> {
  const waits: Promise<unknown>[] = []
  form.dispatchEvent(new CustomEvent(why, { detail: waits }))
  await Promise.allSettled(waits)
}

/** Returns whether the browser is to go on as usual. */
export const tellArrived = (form: HTMLFormElement, detail: Arrived) =>
  form.dispatchEvent(new CustomEvent('arrived', { detail, cancelable: true }))

/** Returns whether the browser is to go on as usual. */
export const tellRefused = (form: HTMLFormElement, detail: Refused) =>
  form.dispatchEvent(new CustomEvent('refused', { detail, cancelable: true }))
