import '@/components/editor/form-events'
import { isAway, whenBack } from '@/components/forms/when-back'
import type { ViewerActions } from '@/lib/shared'

type Options = {
  /** Where it is saved, and what says which version the server has. */
  address: string
  viewer: string
  say: (text: string) => void
  /** Takes what saves the text over that of another window, or null where there is none. */
  offer: (overwrite: (() => void) | null) => void
}

const pauseMs = 1_500
const waitMs = 20_000
/** A request that outlives its page may not be larger. */
const outlivingMax = 60_000
const changedElsewhere = 'This reply was changed or sent in another window. What you write here is not saved.'
const failed = 'The draft could not be saved. The text is still here.'

/**
 * Saves the reply of a form as a draft, some time after each change and when the page is left. `input` holds the version that the server
 * has. If another window has saved, sent or discarded the reply, nothing is overwritten until someone says so. Returns a function that ends
 * this.
 */
export function keepDraft(form: HTMLFormElement, input: HTMLInputElement, options: Options): () => void {
  const saver = startSaver(form, input, options)
  const listening = new AbortController()
  const { signal } = listening
  form.addEventListener('input', saver.later, { signal })
  form.addEventListener('sending', ({ detail }) => void detail.push(saver.pause()), { signal })
  form.addEventListener('leaving', ({ detail }) => void detail.push(saver.finish()), { signal })
  form.addEventListener('unsent', saver.goOn, { signal })
  // The last words before a tab is closed are saved, too.
  window.addEventListener('pagehide', saver.finish, { signal })
  // What was put back or quoted before this ran.
  saver.later()
  return () => {
    void saver.pause()
    saver.end()
    listening.abort()
  }
}

function startSaver(form: HTMLFormElement, input: HTMLInputElement, { address, viewer, say, offer }: Options) {
  const timer = aTimer()
  let saving: Promise<void> | null = null
  // While it is being sent, and after another window has changed it.
  let isPaused = false
  let saved = stateOf(form, true).toString()
  const back = whenBack(() => void save())

  function save(): Promise<void> {
    timer.stop()
    back.stop()
    saving ??= send().finally(() => {
      saving = null
      later()
    })
    return saving
  }
  async function send() {
    const state = stateOf(form)
    const response = await post(address, state, input.value)
    if (response?.status === 409) {
      isPaused = true
      offer(() => void overwrite())
      return say(changedElsewhere)
    }
    saved = state.toString()
    if (isAway(response)) back.wait()
    say(response?.ok ? await savedAs(form, state, input, response) : failed)
  }
  async function overwrite() {
    const version = await versionNow(viewer)
    if (version === null) return say(failed)
    input.value = String(version)
    offer(null)
    isPaused = false
    await save()
  }
  function later() {
    if (isPaused || stateOf(form).toString() === saved) return
    timer.start(() => void save())
  }
  return {
    later,
    /** Saves nothing more for now. Resolves when what is on its way has come. */
    async pause() {
      isPaused = true
      timer.stop()
      back.stop()
      await saving
    },
    goOn() {
      isPaused = false
      later()
    },
    /** Saves what is not saved yet. */
    finish: async () => void (await (timer.runs() || back.waits() ? save() : saving)),
    end: back.end,
  }
}

/** Tells the form what the server keeps now, and returns it in words: an empty draft is none. */
async function savedAs(form: HTMLFormElement, state: URLSearchParams, input: HTMLInputElement, response: Response): Promise<string> {
  input.value = String((await response.json()).data.version)
  form.dispatchEvent(new CustomEvent('saved', { detail: state.get('body') ?? '' }))
  return input.value === '0' ? '' : `Draft saved at ${new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}.`
}

/** Returns what a draft consists of: now, or as the page began. */
function stateOf(form: HTMLFormElement, begun = false): URLSearchParams {
  const state = new URLSearchParams()
  for (const name of ['body', 'to', 'writer']) {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) state.set(name, begun ? field.defaultValue : field.value)
  }
  return state
}

async function post(address: string, state: URLSearchParams, version: string): Promise<Response | null> {
  const body = new URLSearchParams(state)
  body.set('draft', version)
  const keepalive = body.toString().length < outlivingMax
  const headers = { Accept: 'application/json' }
  return fetch(address, { method: 'POST', headers, body, keepalive, signal: AbortSignal.timeout(waitMs) }).catch(() => null)
}

/** Returns the version that the server has, 0 if it has none, or null if it can't be asked. */
async function versionNow(viewer: string): Promise<number | null> {
  const response = await fetch(viewer).catch(() => null)
  const told: ViewerActions | null = response?.ok ? await response.json() : null
  return told && (told.reply?.draft?.version ?? 0)
}

function aTimer() {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => {
    clearTimeout(timer)
    timer = undefined
  }
  return {
    start(act: () => void) {
      stop()
      timer = setTimeout(act, pauseMs)
    },
    stop,
    runs: () => timer !== undefined,
  }
}
