'use client'

import { Fragment, useEffect, useRef, useState } from 'react'
import { readKeysOn, writeKeysOn } from './keys'

const keyRows: [string[], string][] = [
  [['/'], 'Search'],
  [['j', 'k'], 'Next and previous in a list or thread'],
  [['Enter'], 'Open what is chosen'],
  [['n', 'p'], 'Next and previous page'],
  [['?'], 'These keys'],
]

/** Says which keys there are, and turns them off and on. It is open from the beginning. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [keysOn, setKeysOn] = useState(readKeysOn)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog className="keys" ref={dialog} aria-labelledby="page_keys" onClose={onClose}>
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
  )
}
