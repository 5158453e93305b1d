'use client'

import { useEffect, useRef, useState } from 'react'
import { addCopyButtons } from './copy-buttons'
import { readKeysOn, startKeys, writeKeysOn } from './keys'
import { localiseTimes } from './local-times'

/** What scripts add to a page that works without them: times in the reader's zone, keys, Copy for code. */
export function Enhancements() {
  const dialog = useRef<HTMLDialogElement>(null)
  const [keysOn, setKeysOn] = useState(true)
  const [ready, setReady] = useState(false)

  useEffect(() => {
    setKeysOn(readKeysOn())
    setReady(true)
    localiseTimes()
    addCopyButtons()
    return startKeys(() => dialog.current?.showModal())
  }, [])

  if (!ready) return null
  return (
    <li>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        Keys
      </button>
      <dialog className="keys" ref={dialog} aria-labelledby="page_keys">
        <h2 id="page_keys">Keys</h2>
        <dl>
          <dt>
            <kbd>/</kbd>
          </dt>
          <dd>Search</dd>
          <dt>
            <kbd>j</kbd>
            <kbd>k</kbd>
          </dt>
          <dd>Next and previous in a list or thread</dd>
          <dt>
            <kbd>Enter</kbd>
          </dt>
          <dd>Open what is chosen</dd>
          <dt>
            <kbd>?</kbd>
          </dt>
          <dd>These keys</dd>
        </dl>
        <label>
          <input
            type="checkbox"
            checked={keysOn}
            onChange={(event) => {
              setKeysOn(event.target.checked)
              writeKeysOn(event.target.checked)
            }}
          />
          Use these keys in this browser
        </label>
        <form method="dialog" className="do">
          <button className="btn" type="submit">
            Close
          </button>
        </form>
      </dialog>
    </li>
  )
}
