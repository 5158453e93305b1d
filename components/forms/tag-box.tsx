'use client'

import { useCombobox } from 'downshift'
import { type ChangeEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { tagNameOf } from '@/lib/shared'
import { tagsOf, textOf } from './tags-of'
import { useTagNames } from './use-tag-names'

export type TagBoxProps = { input: HTMLInputElement; most: number; mayAdd: boolean }

/**
 * Chips in place of a text field, with completion. The field stays in the form, hidden, and always has what the chips and the text say. So
 * nothing changes when someone leaves with a text that is no chip yet: what they click stays where it is.
 */
export function TagBox({ input, most, mayAdd }: TagBoxProps) {
  const [tags, setTags] = useState(() => tagsOf(input.value))
  const [typed, setTyped] = useState('')
  const [said, setSaid] = useState('')
  const own = useRef<HTMLInputElement>(null)
  useFieldOf(input, { tags, typed, own, take: setTags })
  const found = useTagNames(typed).filter((name) => !tags.includes(name))
  const name = tagNameOf(typed)
  const isNew = name !== '' && mayAdd && !found.includes(name) && !tags.includes(name)
  const choices = [...found, ...(isNew ? [name] : [])]

  function add(text: string) {
    const next = tagsOf([...tags, text].join(','))
    if (next.length > most) return setSaid(`There can be at most ${most} tags.`)
    setTags(next)
    setTyped('')
    setSaid(next.length > tags.length ? `${next.slice(tags.length).join(', ')} added.` : '')
  }
  function remove(tag: string) {
    setTags(tags.filter((each) => each !== tag))
    setSaid(`${tag} removed.`)
    own.current?.focus()
  }
  const { isOpen, highlightedIndex, getInputProps, getMenuProps, getItemProps } = useCombobox({
    id: boxOf(input),
    items: choices,
    inputValue: typed,
    selectedItem: null,
    onSelectedItemChange: ({ selectedItem }) => selectedItem && add(selectedItem),
  })
  // Not `onInputValueChange`, which comes a moment later: what is typed in between would be lost.
  function onChange({ target: { value } }: ChangeEvent<HTMLInputElement>) {
    if (/[,\n]/.test(value)) add(value)
    else setTyped(value)
  }
  function onKeyDown(event: KeyboardEvent) {
    const last = tags.at(-1)
    if (event.key === 'Backspace' && typed === '' && last) remove(last)
    // With nothing chosen, Enter takes what is typed; with nothing typed, it sends the form as in any other field.
    else if (event.key === 'Enter' && highlightedIndex < 0 && typed.trim()) {
      event.preventDefault()
      add(typed)
    }
  }
  const open = isOpen && typed.trim() !== ''
  return (
    <div className="tag-box">
      <div className="field tag-chips">
        <Chips tags={tags} remove={remove} />
        <input
          {...getInputProps({ ref: own, onChange, onKeyDown })}
          aria-describedby={input.getAttribute('aria-describedby') ?? undefined}
          autoCapitalize="off"
          dir="auto"
        />
      </div>
      <ul {...getMenuProps({ 'aria-label': 'Tags' })} className={open ? 'pop' : undefined} hidden={!open || choices.length === 0}>
        {open &&
          choices.map((name, i) => (
            <li key={name} {...getItemProps({ item: name, index: i })} className="opt">
              <bdi>{name}</bdi>
              {i === found.length && <span className="meta">new tag</span>}
            </li>
          ))}
      </ul>
      {open && choices.length === 0 && (
        <p className="pop meta">{tags.includes(name) ? 'This tag is chosen already.' : 'No tag begins with this.'}</p>
      )}
      <span className="vh" role="status">
        {said}
      </span>
    </div>
  )
}

function Chips({ tags, remove }: { tags: string[]; remove: (tag: string) => void }) {
  return tags.map((tag) => (
    <span key={tag} className="chip">
      <bdi>{tag}</bdi>
      <button type="button" aria-label={`Remove ${tag}`} onClick={() => remove(tag)}>
        ×
      </button>
    </span>
  ))
}

const boxOf = (input: HTMLInputElement) => `${input.name}-box`

type Of = { tags: string[]; typed: string; own: React.RefObject<HTMLInputElement | null>; take: (tags: string[]) => void }

/** Keeps the form's field in step with the chips, both ways, and gives its label and its place to them. */
function useFieldOf(input: HTMLInputElement, { tags, typed, own, take }: Of): void {
  const written = useRef(input.value)
  useEffect(() => {
    const label = input.labels?.[0]
    const held = document.activeElement === input
    input.hidden = true
    if (label && own.current) {
      label.id = `${boxOf(input)}-label`
      label.htmlFor = own.current.id
    }
    if (held) own.current?.focus()
  }, [input, own])
  useEffect(() => {
    const value = textOf(tags, typed)
    if (value === written.current) return
    written.current = value
    input.value = value
    // Drafts are saved, and questions looked for, when something in the form has been typed.
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }, [input, tags, typed])
  useEffect(() => {
    function onInput() {
      if (input.value === written.current) return
      written.current = input.value
      take(tagsOf(input.value))
    }
    input.addEventListener('input', onInput)
    return () => input.removeEventListener('input', onInput)
  }, [input, take])
}
