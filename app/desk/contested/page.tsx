import type { Metadata } from 'next'
import { DeskPage } from '@/components/desk/desk-page'
import { requirePerson } from '@/components/shell/require-person'
import { FormError } from '@/components/ui/field'
import { Html } from '@/components/ui/html'
import { FullTime } from '@/components/ui/time'
import { readContestedPairs } from '@/lib/curation/desk'
import { urls } from '@/lib/shared'
import { sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Contested coverage', robots: { index: false } }

/** Each contested thread beside the section that was meant to settle it, with what its asker says. */
export default async function ContestedPage() {
  const me = requirePerson(urls.deskContested(), 'desk.see')
  const pairs = await readContestedPairs(me.viewer)
  const form = sentForm()
  return (
    <DeskPage title="Contested coverage">
      {pairs.length === 0 && <p className="quiet">Nothing is contested.</p>}
      {pairs.map((pair) => {
        const id = `${pair.threadId}-${pair.answerId}`
        const isMine = sentValue(form, 'thread') === String(pair.threadId) && sentValue(form, 'answer') === String(pair.answerId)
        return (
          <article key={id} id={`contest-${id}`} className="contest" aria-labelledby={`h-${id}`}>
            <p className="said">
              <b dir="auto">{pair.asker}</b> <FullTime date={pair.respondedAt} />: “<bdi>{pair.reason}</bdi>”
            </p>
            <div className="contest-2">
              <div>
                <h2 id={`h-${id}`}>
                  <a href={urls.thread({ id: pair.threadId, slug: pair.threadSlug })}>{pair.threadTitle}</a>
                </h2>
                <Html className="body read-body" ids={`thread-${id}`} html={pair.threadHtml} />
              </div>
              <div>
                <h2 className="book">
                  <a href={pair.section ? urls.answerSection(pair.answerSlug, pair.section) : urls.answer(pair.answerSlug)}>
                    {pair.answerTitle}
                  </a>
                </h2>
                <Html className="body read-body book-body" ids={`answer-${id}`} html={pair.answerHtml} />
              </div>
            </div>
            {isMine && <FormError form={form && { ...form, field: null }} />}
            <form method="post" action={urls.deskContested()}>
              <input type="hidden" name="thread" value={pair.threadId} />
              <input type="hidden" name="answer" value={pair.answerId} />
              <div className="q">
                <label className="lab" htmlFor={`reason-${id}`}>
                  Why it stands
                </label>
                <textarea
                  dir="auto"
                  className="field short"
                  id={`reason-${id}`}
                  name="reason"
                  rows={2}
                  maxLength={2_000}
                  defaultValue={isMine ? sentValue(form, 'reason') : ''}
                />
              </div>
              <div className="do">
                <button className="btn" type="submit" name="do" value="stands">
                  It stands
                </button>
                <button className="btn" type="submit" name="do" value="uncover">
                  Uncover the thread
                </button>
                {pair.revision !== null && (
                  <button className="btn" type="submit" name="do" value="revised">
                    Revision {pair.revision} answers it
                  </button>
                )}
                <button className="btn btn-do" type="submit" name="do" value="revise">
                  Revise the answer
                </button>
              </div>
            </form>
          </article>
        )
      })}
    </DeskPage>
  )
}
