'use client'

import { type PublicKeyCredentialRequestOptionsJSON, startAuthentication } from '@simplewebauthn/browser'
import { useEffect, useState } from 'react'
import { localAddress } from '@/lib/shared'
import { callPasskeys, passkeyFault } from './passkey-calls'

/** Signing in with a passkey, where the browser can. */
export function PasskeySignIn() {
  const [able, setAble] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => setAble('PublicKeyCredential' in window), [])
  if (!able) return null

  async function signIn() {
    setFault(null)
    try {
      const optionsJSON = await callPasskeys<PublicKeyCredentialRequestOptionsJSON>('generate-authenticate-options')
      await callPasskeys('verify-authentication', { response: await startAuthentication({ optionsJSON }) })
      const next = document.querySelector<HTMLInputElement>('input[name=next]')?.value ?? ''
      location.assign(localAddress(next))
    } catch (error) {
      setFault(passkeyFault(error))
    }
  }

  return (
    <div className="passkey-in">
      <button className="btn" type="button" onClick={signIn}>
        Sign in with a passkey
      </button>
      <p className="err" role="alert" hidden={!fault}>
        {fault}
      </p>
    </div>
  )
}
