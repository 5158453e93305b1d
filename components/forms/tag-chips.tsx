'use client'

import { type ComponentType, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { TagBoxProps } from './tag-box'

type Props = { field: string; most: number; mayAdd: boolean }

/**
 * Turns a text field of the same form into chips when someone comes to it. The text stays the field's value, so a form without this is
 * complete. What the chips need is loaded then and not before; if it can't be, the text field stays.
 */
export function TagChips({ field, most, mayAdd }: Props) {
  const mark = useRef<HTMLSpanElement>(null)
  const [shown, setShown] = useState<{ Box: ComponentType<TagBoxProps>; input: HTMLInputElement; place: Element } | null>(null)
  useEffect(() => {
    const input = mark.current?.closest('form')?.querySelector<HTMLInputElement>(`input[name="${field}"]`)
    if (!input) return
    let gone = false
    async function begin() {
      const loaded = await import('./tag-box').catch(() => null)
      if (gone || !input || !loaded) return
      const place = document.createElement('div')
      input.before(place)
      setShown({ Box: loaded.TagBox, input, place })
    }
    input.addEventListener('focus', begin, { once: true })
    if (document.activeElement === input) void begin()
    return () => {
      gone = true
      input.removeEventListener('focus', begin)
    }
  }, [field])
  return (
    <span ref={mark} hidden>
      {shown && createPortal(<shown.Box input={shown.input} most={most} mayAdd={mayAdd} />, shown.place)}
    </span>
  )
}
