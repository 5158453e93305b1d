import { useEffect, useRef, useState } from 'react'
import { ProofOfWork } from '@/components/challenge/proof-of-work'
import { quoteInto } from '@/components/editor/quote-at'
import { MarkdownArea } from '@/components/forms/markdown-area'
import { urls, type ViewerOfReply } from '@/lib/shared'
import { DraftKeeper } from './draft-keeper'
import { areaOf, discardDraft, leaveForm } from './leave-form'
import { NewReplies } from './new-replies'
import { randomKey } from './random-key'
import type { Asked, Ended, ReplyHereProps } from './reply-here-props'
import { useArrival } from './use-arrival'

type Props = ReplyHereProps & { own: ViewerOfReply }

/** The form of a reply in place. It is the form of the page for it: sent without scripts, it leads there or to the reply. */
export function ReplyForm({ thread, asked, news, own, onEnd }: Props) {
  const form = useRef<HTMLFormElement>(null)
  const [submission] = useState(randomKey)
  const [to, setTo] = useState(asked.to || own.draft?.answers || 0)
  const done = useRef<Asked | null>(null)
  useArrival(form, { thread, news, onEnd })

  // A link under another post, or a quotation, goes on with this reply.
  useEffect(() => {
    const area = areaOf(form.current)
    if (!area || done.current === asked) return
    const isFirst = done.current === null
    done.current = asked
    if (asked.to > 0) setTo(asked.to)
    if (isFirst) area.setSelectionRange(area.value.length, area.value.length)
    area.focus({ preventScroll: true })
    if (asked.quote) quoteInto(area, asked.quote)
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [asked])

  // What it answers is part of the draft.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the field has the number.
  useEffect(() => {
    form.current?.dispatchEvent(new Event('input'))
  }, [to])

  const end = (how: (form: HTMLFormElement) => Promise<Ended | null>) => async () => {
    const ended = form.current && (await how(form.current))
    if (ended) onEnd(ended)
  }
  return (
    <form className="form reply-here" ref={form} method="post" action={thread.plain} aria-label="Reply to this thread">
      <NewReplies thread={thread} form={form} news={news} />
      {own.proof && <ProofOfWork />}
      <input type="hidden" name="to" value={to || ''} />
      <input type="hidden" name="submission" value={submission} />
      <input type="hidden" name="writer" value={own.personId} />
      {to > 0 && (
        <p className="meta reply-to">
          To <a href={urls.replyPlace(thread, to)}>reply {to}</a>
          <button className="act" type="button" onClick={() => setTo(0)}>
            Reply to the thread instead
          </button>
        </p>
      )}
      <MarkdownArea label="Your reply" value={own.draft?.body} keep={String(own.personId)} />
      <div className="do">
        <button className="btn btn-do" type="submit">
          Post the reply
        </button>
        <button className="btn" type="button" onClick={end(leaveForm)}>
          Close
        </button>
        <button className="act" type="button" onClick={end((element) => discardDraft(element, urls.replyDraft(thread.id)))}>
          Discard the draft
        </button>
      </div>
      <DraftKeeper address={urls.replyDraft(thread.id)} viewer={thread.viewer} version={own.draft?.version ?? 0} />
    </form>
  )
}
