import { useEffect, useState } from 'react'
import { areaOf, type Root } from './area-of'

const previewPauseMs = 400

/** Returns the formatted text of the field, with its sources if it cites any, while `place`, the element that shows it, is not null. */
export function usePreview(root: Root, place: Element | null, cites: boolean): string {
  const [preview, setPreview] = useState('')
  useEffect(() => {
    const area = areaOf(root)
    setPreview('')
    if (!area || !place) return
    let asked = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    async function show() {
      const number = ++asked
      const html = await rendered(area?.value ?? '', cites)
      // A response about an earlier text never replaces one about a later text.
      if (number === asked) setPreview(html)
    }
    const onInput = () => {
      clearTimeout(timer)
      timer = setTimeout(() => void show(), previewPauseMs)
    }
    void show()
    area.addEventListener('input', onInput)
    return () => {
      asked = Number.POSITIVE_INFINITY
      clearTimeout(timer)
      area.removeEventListener('input', onInput)
    }
  }, [root, place, cites])
  return preview
}

/** Returns the formatted text, or a sentence that says why there is none now. */
async function rendered(body: string, cites: boolean): Promise<string> {
  const response = await fetch('/preview', {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: new URLSearchParams({ body, cites: cites ? 'yes' : '' }),
  }).catch(() => null)
  const answer = response?.ok ? await response.json() : null
  return answer?.data.html ?? '<p>The preview could not be made. Your text is still here.</p>'
}
