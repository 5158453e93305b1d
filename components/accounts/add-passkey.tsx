'use client'

import { type PublicKeyCredentialCreationOptionsJSON, startRegistration } from '@simplewebauthn/browser'
import { PasskeyButton } from './passkey-button'
import { callPasskeys } from './passkey-calls'

/** Adds a passkey of this device. `name` is its name in the list. */
export function AddPasskey({ name }: { name: string }) {
  async function add() {
    const optionsJSON = await callPasskeys<PublicKeyCredentialCreationOptionsJSON>('generate-register-options')
    await callPasskeys('verify-registration', { response: await startRegistration({ optionsJSON }), name })
    location.reload()
  }
  return <PasskeyButton label="Add a passkey" className="do" run={add} />
}
