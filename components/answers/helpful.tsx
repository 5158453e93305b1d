import { StaticHtml } from '@/components/ui/html'
import type { AnswerView } from '@/lib/answers'
import { type HelpfulShare, missingLengthMax, shareWords } from '@/lib/curation/feedback'
import { urls } from '@/lib/shared'
import { formSentTo, sentForm, sentValue } from '@/lib/web/http'

type Props = {
  answer: AnswerView
  share: HelpfulShare | null
  /** What its reader has just said, without scripts: yes, no, or what was missing. */
  said: string | undefined
}

const thanks: Record<string, string> = {
  yes: 'Thank you.',
  no: 'Thank you.',
  missing: 'Thank you. The editors will read it.',
}

/** Asks a reader whether the answer helped. It is the same for all of its readers: who said what is known to nobody. */
export function Helpful({ answer, share, said = '' }: Props) {
  const { slug, revisionNumber, title, topic } = answer
  const form = sentForm()
  const missing = formSentTo(form, urls.answerMissing(slug), urls.answer(slug))
  const refused = missing ?? formSentTo(form, urls.answerHelpful(slug), urls.answer(slug))
  const pressed = (value: string) => (said === value ? true : undefined)
  return (
    <StaticHtml as="div">
      <section className="helpful" id="page_helpful" aria-label="Was this helpful?">
        <form className="vote" method="post" action={urls.answerHelpful(slug)}>
          <input type="hidden" name="revision" value={revisionNumber} />
          <p className={refused ? 'err' : undefined} role="status" tabIndex={-1}>
            {refused?.message ?? thanks[said] ?? 'Was this helpful?'}
          </p>
          <button className="btn" type="submit" name="helpful" value="yes" aria-pressed={pressed('yes')}>
            Yes
          </button>
          <button className="btn" type="submit" name="helpful" value="no" aria-pressed={pressed('no')}>
            No, something is missing
          </button>
          <span className="meta">{share && shareWords(share)}</span>
        </form>
        <form className="missing" method="post" action={urls.answerMissing(slug)} hidden={said !== 'no' && !missing}>
          <input type="hidden" name="revision" value={revisionNumber} />
          <label className="lab" htmlFor="page_missing">
            What was missing?
          </label>
          <textarea dir="auto" className="field" id="page_missing" name="missing" rows={3} maxLength={missingLengthMax} required>
            {/* Browsers leave out a line break at the beginning. */}
            {`\n${sentValue(missing, 'missing')}`}
          </textarea>
          <p className="hint">Only the editors of this site read it. It is kept without your name, so they can’t reply.</p>
          <button className="btn" type="submit">
            Send
          </button>
        </form>
        <p className="meta">
          Is your case another?{' '}
          <a className="link" href={urls.ask({ title, topic: topic.slug })}>
            Ask about this
          </a>
        </p>
      </section>
    </StaticHtml>
  )
}
