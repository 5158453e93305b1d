import { type RefObject, useEffect, useState } from 'react'
import { urls } from '@/lib/shared'
import type { ThreadHere } from './reply-here-props'
import { lastShown, showReplies } from './show-replies'

type Reply = { number: number; author: string | null }
type Props = { thread: ThreadHere; form: RefObject<HTMLFormElement | null>; news: RefObject<HTMLDivElement | null> }

const pauseMs = 20_000

/** Says that others have replied, while someone is writing, and shows their replies on demand. */
export function NewReplies({ thread, form, news }: Props) {
  const [replies, setReplies] = useNewReplies(form, thread)
  const last = replies.at(-1)

  async function show() {
    if (!last) return
    const numbers = new Set(replies.map(({ number }) => number))
    const address = urls.replyPlace(thread, last.number)
    const [first] = await showReplies(news.current, address, (number) => numbers.has(number)).catch(() => [])
    if (!first) return location.assign(address)
    setReplies([])
    first.tabIndex = -1
    first.focus()
  }
  return (
    <p className="reply-new" role="status">
      {last && (
        <>
          <b>{announced(replies)}</b>{' '}
          <button className="act" type="button" onClick={() => void show()}>
            {replies.length > 1 ? 'Show them' : 'Show it'}
          </button>
        </>
      )}
    </p>
  )
}

function announced(replies: Reply[]): string {
  const names = [...new Set(replies.map(({ author }) => author ?? 'Someone'))]
  const who = names.length > 3 ? `${names.length} people` : new Intl.ListFormat('en').format(names)
  if (replies.length === 1) return `${who} has replied.`
  return `${replies.length} new replies, by ${who}.`
}

/**
 * Asks who has replied, every 20 seconds while the focus is in the form and the page is in sight. Returns the replies that this page does not
 * show.
 */
function useNewReplies(form: RefObject<HTMLFormElement | null>, thread: ThreadHere) {
  const [replies, setReplies] = useState<Reply[]>([])
  useEffect(() => {
    const element = form.current
    if (!element) return
    // On an earlier page, what there was when the reply was opened is not new.
    let seen = thread.isLastPage ? lastShown() : null
    let timer: ReturnType<typeof setInterval> | undefined
    let askedAt = 0
    async function ask() {
      askedAt = Date.now()
      const newest = await newestReplies(thread.id)
      if (!newest) return
      seen ??= newest.at(-1)?.number ?? 0
      const known = seen
      setReplies(newest.filter(({ number }) => number > known && !document.getElementById(`r${number}`)))
    }
    function watch() {
      const isUsed = document.visibilityState === 'visible' && element?.contains(document.activeElement)
      if (!isUsed) {
        clearInterval(timer)
        timer = undefined
      } else if (timer === undefined) {
        if (Date.now() - askedAt >= pauseMs) void ask()
        timer = setInterval(() => void ask(), pauseMs)
      }
    }
    // The focus has not arrived yet where it goes.
    const onFocusOut = () => setTimeout(watch)
    element.addEventListener('focusin', watch)
    element.addEventListener('focusout', onFocusOut)
    document.addEventListener('visibilitychange', watch)
    watch()
    return () => {
      clearInterval(timer)
      element.removeEventListener('focusin', watch)
      element.removeEventListener('focusout', onFocusOut)
      document.removeEventListener('visibilitychange', watch)
    }
  }, [form, thread])
  return [replies, setReplies] as const
}

async function newestReplies(threadId: number): Promise<Reply[] | null> {
  const response = await fetch(urls.newestReplies(threadId)).catch(() => null)
  const told: { replies: Reply[] } | null = response?.ok ? await response.json() : null
  return told ? told.replies : null
}
