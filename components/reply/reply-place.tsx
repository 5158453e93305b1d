import { type ComponentType, useEffect, useRef, useState } from 'react'
import { useViewer } from '@/components/viewer/use-viewer'
import type { Asked, Ended, ReplyHereProps, ThreadHere } from './reply-here-props'
import { replyHash } from './reply-here-props'

/**
 * The end of a thread for those who may reply. The page's link leads to the page for it. With this, that link and those under the posts open
 * the reply here, which is loaded for that.
 */
export function ReplyPlace({ thread }: { thread: ThreadHere }) {
  const news = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLElement | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [Here, setHere] = useState<ComponentType<ReplyHereProps> | null>(null)
  const [ended, setEnded] = useState<Ended | null>(null)
  const told = useViewer(thread.viewer)
  const begun = ended ? ended.begun : told?.reply?.draft != null

  useEffect(() => {
    function open(what: Asked) {
      setAsked(what)
      import('./reply-here').then(
        ({ ReplyHere }) => setHere(() => ReplyHere),
        () => location.assign(what.to > 0 ? `${thread.plain}?to=${what.to}` : thread.plain),
      )
    }
    function onClick(event: MouseEvent) {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      const isPlainClick = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
      if (link?.pathname !== thread.plain || !isPlainClick || event.defaultPrevented) return
      event.preventDefault()
      opener.current = link
      open({ to: Number(new URLSearchParams(link.search).get('to') ?? 0) })
    }
    // Selecting words of a post offers to quote them.
    let quotes: Promise<() => void> | null = null
    function onSelect() {
      if (quotes || document.getSelection()?.isCollapsed !== false) return
      quotes = import('./quote-button').then(({ offerQuotes }) => offerQuotes(thread, open))
      quotes.catch(() => {
        quotes = null
      })
    }
    document.addEventListener('click', onClick)
    document.addEventListener('selectionchange', onSelect)
    onSelect()
    if (location.hash === replyHash) open({ to: 0 })
    return () => {
      document.removeEventListener('click', onClick)
      document.removeEventListener('selectionchange', onSelect)
      void quotes?.then((stop) => stop()).catch(() => undefined)
    }
  }, [thread])

  function close(end: Ended) {
    setAsked(null)
    setEnded(end)
  }
  const isOpen = asked !== null && Here !== null
  useEffect(() => {
    const line = document.querySelector<HTMLElement>('[data-reply] + .go-on')
    if (!line) return
    line.hidden = isOpen
    const link = line.querySelector('a')
    if (link) link.textContent = begun ? 'Go on with your reply' : 'Reply'
  }, [isOpen, begun])

  // Who closes the reply is where they opened it.
  useEffect(() => {
    if (ended && !ended.focused) opener.current?.focus()
  }, [ended])
  return (
    <>
      <div ref={news} />
      <p className="meta reply-said" role="status">
        {asked ? '' : ended?.said}
      </p>
      {isOpen && <Here thread={thread} asked={asked} news={news} onEnd={close} />}
    </>
  )
}
