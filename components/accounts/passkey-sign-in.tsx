'use client'

import { type PublicKeyCredentialRequestOptionsJSON, startAuthentication } from '@simplewebauthn/browser'
import { wayBack } from '@/lib/shared'
import { PasskeyButton } from './passkey-button'
import { callPasskeys } from './passkey-calls'

/** Signs in with a passkey, if the browser can. */
export function PasskeySignIn() {
  async function signIn() {
    const optionsJSON = await callPasskeys<PublicKeyCredentialRequestOptionsJSON>('generate-authenticate-options')
    await callPasskeys('verify-authentication', { response: await startAuthentication({ optionsJSON }) })
    const next = document.querySelector<HTMLInputElement>('input[name=next]')?.value ?? ''
    location.assign(wayBack(next))
  }
  return <PasskeyButton label="Sign in with a passkey" className="passkey-in" run={signIn} />
}
