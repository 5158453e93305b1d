'use client'

import { useEffect, useState } from 'react'
import { passkeyFault } from './passkey-calls'

type Props = { label: string; className: string /** What a click does. It ends on another page. */; run: () => Promise<void> }

/** A button for passkeys, with a message if it fails. Nothing if the browser has no passkeys. */
export function PasskeyButton({ label, className, run }: Props) {
  const [able, setAble] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => setAble('PublicKeyCredential' in window), [])
  if (!able) return null

  async function click() {
    setFault(null)
    try {
      await run()
    } catch (error) {
      setFault(passkeyFault(error))
    }
  }

  return (
    <div className={className}>
      <button className="btn" type="button" onClick={click}>
        {label}
      </button>
      <p className="err" role="alert" hidden={!fault}>
        {fault}
      </p>
    </div>
  )
}
