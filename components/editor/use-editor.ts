import { useCallback, useEffect, useRef, useState } from 'react'
import { areaOf, type Root } from './area-of'
import type { Choice, Editor } from './editor'

const storageName = 'cairn-editor'

/** Returns what this browser writes with. A private window may refuse storage: then it is as if nothing had been chosen. */
function readChoice(): Choice {
  if (matchMedia('(pointer: coarse)').matches) return 'only-plain'
  try {
    return localStorage.getItem(storageName) === 'plain' ? 'plain' : 'rich'
  } catch {
    return 'rich'
  }
}

/**
 * Loads the editor when its field or tools first get the focus. If it can't be loaded, the plain field stays, and the next focus tries
 * again. `onSent` is called when the form's text has arrived.
 */
export function useEditor(root: Root, say: (text: string) => void, onSent: () => void) {
  const editor = useRef<Promise<Editor> | null>(null)
  const ready = useRef(false)
  const sent = useRef(onSent)
  sent.current = onSent
  const [choice, setChoice] = useState<Choice>('only-plain')

  const start = useCallback((): Promise<Editor> => {
    editor.current ??= import('./start-editor').then(({ startEditor }) => {
      const area = areaOf(root)
      if (!area) throw new Error('The field is gone.')
      return startEditor(area, { choice: readChoice(), say, onSent: () => sent.current() })
    })
    editor.current.then(
      () => {
        ready.current = true
      },
      () => {
        editor.current = null
        say('The tools could not be loaded. You can write all the same.')
      },
    )
    return editor.current
  }, [root, say])

  useEffect(() => {
    const box = root.current?.closest('.q')
    if (!box) return
    setChoice(readChoice())
    const onFocus = () => void start().catch(() => undefined)
    box.addEventListener('focusin', onFocus)
    // Someone may be in the field before this runs.
    if (box.contains(document.activeElement)) onFocus()
    return () => {
      box.removeEventListener('focusin', onFocus)
      void editor.current?.then(({ stop }) => stop())
      editor.current = null
      ready.current = false
    }
  }, [root, start])

  function choose(next: Choice) {
    setChoice(next)
    try {
      if (next === 'plain') localStorage.setItem(storageName, next)
      else localStorage.removeItem(storageName)
    } catch {
      // Without storage the choice lasts until the page is left.
    }
    void start().then(
      (loaded) => loaded.use(next),
      () => undefined,
    )
  }
  return { start, isReady: () => ready.current, choice, choose }
}
