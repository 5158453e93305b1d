const prefix = 'cairn-unsent '
const daysKept = 30

/** `base` is what the page's field held before anyone wrote: a kept text never replaces a text that its writer has not seen. */
type Kept = { base: string; text: string; at: number }

/** Calls `use` with this browser's storage. A private window may refuse it, or it may be full: then nothing is kept. */
function withStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(localStorage)
  } catch {
    return null
  }
}

function read(storage: Storage, name: string): Kept | null {
  return JSON.parse(storage.getItem(name) ?? 'null')
}

/** Returns the name under which a person's text for the form with this action is kept: on whatever page the form is. */
export const keptName = (personId: string, action: string, field: string) => `${prefix}${personId} ${new URL(action).pathname} ${field}`

/** Returns the text that was kept, if it was written over this base. */
export function keptText(name: string, base: string): string | null {
  const kept = withStorage((storage) => read(storage, name))
  return kept && kept.base === base && kept.text !== base ? kept.text : null
}

/** Keeps a text until it is forgotten. One that says what the page said is not kept. */
export function keepText(name: string, base: string, text: string): void {
  if (text === base) forgetText(name)
  else withStorage((storage) => storage.setItem(name, JSON.stringify({ base, text, at: Date.now() } satisfies Kept)))
}

export const forgetText = (name: string) => withStorage((storage) => storage.removeItem(name))

/** Forgets texts that others wrote in this browser, and old ones. */
export function forgetOthers(personId: string): void {
  withStorage((storage) => {
    for (const name of Object.keys(storage)) {
      if (!name.startsWith(prefix)) continue
      const isOld = Date.now() - (read(storage, name)?.at ?? 0) > daysKept * 86_400_000
      if (isOld || !name.startsWith(`${prefix}${personId} `)) storage.removeItem(name)
    }
  })
}
