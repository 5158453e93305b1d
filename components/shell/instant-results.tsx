'use client'

import { useEffect, useId, useRef } from 'react'
import { Marked } from '@/components/ui/marked'
import { Stones } from '@/components/ui/stones'
import { inputOf, type Option, type Root, useInstantAnswer } from './use-instant-answer'

/** Results under the search field while the reader types (a combobox with a list). Enter without a choice searches. */
export function InstantResults() {
  const listId = useId()
  const root = useRef<HTMLDivElement>(null)
  const { answer, text, chosen, open } = useInstantAnswer(root)
  const isOpen = open && answer !== null && answer.options.length > 0
  useCombobox(root, listId, isOpen ? chosen : null)

  return (
    <div ref={root} className={isOpen ? 'pop' : undefined}>
      <div role="listbox" id={listId} aria-label="Results" hidden={!isOpen}>
        {isOpen &&
          answer.options.map((option, i) => <OptionLink key={option.href} id={`${listId}-${i}`} option={option} chosen={i === chosen} />)}
      </div>
      {isOpen && (
        <p className="end meta">
          <span>
            {answer.total} for “{answer.corrected ?? text}” with Enter
          </span>
          <span className="only-l">
            <kbd>↑</kbd> <kbd>↓</kbd> to choose, <kbd>Esc</kbd> to close
          </span>
        </p>
      )}
      <span className="vh" role="status">
        {isOpen ? `${answer.options.length} suggestions` : ''}
      </span>
    </div>
  )
}

function OptionLink({ id, option, chosen }: { id: string; option: Option; chosen: boolean }) {
  return (
    <a className="opt" role="option" id={id} aria-selected={chosen} href={option.href} tabIndex={-1}>
      <Stones resolution={option.resolution} />
      <span>
        <span className={option.answer ? 't book' : 't'} dir="auto">
          <Marked segments={option.title} />
        </span>
        <span className="meta" dir="auto">
          <Marked segments={option.why} />
        </span>
      </span>
    </a>
  )
}

/** Tells assistive technology that the field has a list; `chosen` is the option in it, -1 for none, null while it is closed. */
function useCombobox(root: Root, listId: string, chosen: number | null): void {
  useEffect(() => {
    const input = inputOf(root)
    if (!input) return
    input.setAttribute('role', 'combobox')
    input.setAttribute('aria-autocomplete', 'list')
    input.setAttribute('aria-expanded', String(chosen !== null))
    input.setAttribute('aria-controls', listId)
    if (chosen !== null && chosen >= 0) input.setAttribute('aria-activedescendant', `${listId}-${chosen}`)
    else input.removeAttribute('aria-activedescendant')
  }, [root, chosen, listId])
}
