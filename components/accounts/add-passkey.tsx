'use client'

import { type PublicKeyCredentialCreationOptionsJSON, startRegistration } from '@simplewebauthn/browser'
import { useEffect, useState } from 'react'
import { callPasskeys, passkeyFault } from './passkey-calls'

/** Adds a passkey of this device. `name` is how the list will call it. */
export function AddPasskey({ name }: { name: string }) {
  const [able, setAble] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => setAble('PublicKeyCredential' in window), [])
  if (!able) return null

  async function add() {
    setFault(null)
    try {
      const optionsJSON = await callPasskeys<PublicKeyCredentialCreationOptionsJSON>('generate-register-options')
      await callPasskeys('verify-registration', { response: await startRegistration({ optionsJSON }), name })
      location.reload()
    } catch (error) {
      setFault(passkeyFault(error))
    }
  }

  return (
    <div className="do">
      <button className="btn" type="button" onClick={add}>
        Add a passkey
      </button>
      <p className="err" role="alert" hidden={!fault}>
        {fault}
      </p>
    </div>
  )
}
