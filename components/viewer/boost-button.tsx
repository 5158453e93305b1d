'use client'

import { type FormEvent, useState } from 'react'
import { CommandButton } from '@/components/forms/command-button'
import { sendCommand } from './send-command'

type Props = { to: string; count: number; boosted: boolean; className: string }

/** Boosts a post, or takes the boost back. The change shows at once, and is undone if it fails. `count` includes the viewer's own boost. */
export function BoostButton({ to, count, boosted, className }: Props) {
  const [on, setOn] = useState(boosted)
  const [error, setError] = useState<string | null>(null)
  const sum = Math.max(0, count - (boosted ? 1 : 0)) + (on ? 1 : 0)
  const command = on ? 'unboost' : 'boost'

  async function send(event: FormEvent) {
    event.preventDefault()
    setOn(!on)
    const refused = await sendCommand(to, command)
    if (refused !== null) setOn(on)
    setError(refused)
  }

  return (
    <>
      <CommandButton to={to} command={command} className={className} pressed={on} onSubmit={send}>
        {`${on ? 'Boosted' : 'Boost'}${sum > 0 ? `, ${sum}` : ''}`}
      </CommandButton>
      {error && (
        <span className="err" role="alert">
          {error}
        </span>
      )}
    </>
  )
}
