import { type RefObject, useEffect } from 'react'
import type { Arrived, Refused } from '@/components/editor/form-events'
import { urls } from '@/lib/shared'
import type { Ended, ReplyHereProps } from './reply-here-props'
import { lastShown, showReplies } from './show-replies'

type Here = Pick<ReplyHereProps, 'thread' | 'news' | 'onEnd'>

/** Shows a reply that was sent here, and the reason of a refusal. */
export function useArrival(form: RefObject<HTMLFormElement | null>, { thread, news, onEnd }: Here): void {
  useEffect(() => {
    const listening = new AbortController()
    async function onArrived(event: CustomEvent<Arrived>) {
      event.preventDefault()
      const end = await show({ thread, news }, event.detail).catch(() => null)
      if (end) onEnd(end)
      else location.assign(event.detail.to)
    }
    // Without a session there is a page that keeps the text through signing in.
    const onRefused = (event: CustomEvent<Refused>) => event.detail.status !== 403 && event.preventDefault()
    form.current?.addEventListener('arrived', onArrived, { signal: listening.signal })
    form.current?.addEventListener('refused', onRefused, { signal: listening.signal })
    return () => listening.abort()
  }, [form, thread, news, onEnd])
}

/** Shows the reply, and on the last page what others have written before it. @throws if it is not on its page. */
async function show({ thread, news }: Omit<Here, 'onEnd'>, { to, data }: Arrived): Promise<Ended> {
  const number = numberOf(data)
  const last = lastShown()
  const shown = await showReplies(news.current, to, (each) => each === number || (thread.isLastPage && each > last))
  const reply = shown.find(({ id }) => id === `r${number}`)
  if (!reply) throw new Error('The reply is not on its page.')
  reply.tabIndex = -1
  reply.focus({ preventScroll: true })
  reply.scrollIntoView({ block: 'nearest' })
  const said = (
    <>
      Your reply is posted. <a href={urls.postEdit(thread.id, number)}>Edit it</a>
      {!thread.isLastPage && <a href={to}>See it on the last page</a>}
    </>
  )
  return { said, begun: false, focused: true }
}

function numberOf(data: unknown): number {
  return data && typeof data === 'object' && 'number' in data ? Number(data.number) : 0
}
