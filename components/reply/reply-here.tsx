'use client'

import { useEffect, useState } from 'react'
import { urls, type ViewerActions, type ViewerOfReply } from '@/lib/shared'
import { ReplyForm } from './reply-form'
import { type ReplyHereProps, replyHash } from './reply-here-props'

/** A reply under its thread. What the person has begun, and whether they may reply at all, is asked when it is opened. */
export function ReplyHere(props: ReplyHereProps) {
  const { thread, onEnd } = props
  const [own, setOwn] = useState<ViewerOfReply | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked once each time it is opened.
  useEffect(() => {
    let isLeft = false
    void ask(thread.viewer).then((answer) => {
      if (isLeft) return
      if (answer === 'offline') onEnd({ said: 'The connection is gone. Try again in a moment.', begun: false })
      else if (answer) setOwn(answer)
      // The page for it says what the matter is: signed out, or the thread is gone.
      else location.assign(thread.plain)
    })
    return () => {
      isLeft = true
    }
  }, [thread])

  useEffect(() => {
    history.replaceState(null, '', replyHash)
    return () => history.replaceState(null, '', location.pathname + location.search)
  }, [])

  if (!own) return <p aria-busy="true" />
  if (own.refusal)
    return (
      <p className="thread-note" role="alert">
        {own.refusal}{' '}
        {own.draft && (
          <a className="link" href={urls.myDrafts()}>
            What you wrote is among your drafts.
          </a>
        )}
      </p>
    )
  return <ReplyForm {...props} own={own} />
}

async function ask(address: string): Promise<ViewerOfReply | 'offline' | null> {
  try {
    const response = await fetch(address)
    const told: ViewerActions | null = response.ok ? await response.json() : null
    return told?.reply ?? null
  } catch {
    return 'offline'
  }
}
