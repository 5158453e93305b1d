'use client'

import { Fragment, useEffect, useRef, useState } from 'react'
import { addCopyButtons } from './copy-buttons'
import { readKeysOn, startKeys, writeKeysOn } from './keys'
import { localiseTimes } from './local-times'

const keyRows: [string[], string][] = [
  [['/'], 'Search'],
  [['j', 'k'], 'Next and previous in a list or thread'],
  [['Enter'], 'Open what is chosen'],
  [['?'], 'These keys'],
]

/** What scripts add to a page that works without them: times in the reader's zone, keys, Copy for code. */
export function Enhancements() {
  const dialog = useRef<HTMLDialogElement>(null)
  // Null until scripts run.
  const [keysOn, setKeysOn] = useState<boolean | null>(null)

  useEffect(() => {
    setKeysOn(readKeysOn())
    localiseTimes()
    addCopyButtons()
    // Visitors have no account, and load nothing of its menu.
    const menu = document.querySelector<HTMLDetailsElement>('.menu[data-viewer]')
    if (menu) void import('@/components/viewer/start-menu').then(({ startMenu }) => startMenu(menu))
    return startKeys(() => dialog.current?.showModal())
  }, [])

  if (keysOn === null) return null
  return (
    <li>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        Keys
      </button>
      <dialog className="keys" ref={dialog} aria-labelledby="page_keys">
        <h2 id="page_keys">Keys</h2>
        <dl>
          {keyRows.map(([keys, does]) => (
            <Fragment key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </Fragment>
          ))}
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
