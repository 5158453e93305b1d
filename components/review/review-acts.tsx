import { type ReviewList, type ReviewRow, reviewMonths, snoozeDays } from '@/lib/curation/review'
import { counted, urls } from '@/lib/shared'
import { type FormState, sentValue } from '@/lib/web/http'

type Props = { row: ReviewRow; seen: string; show: ReviewList; back: string; form: FormState | undefined }

const inMonths = (months: number) => (months === 12 ? 'in a year' : `in ${counted(months, 'month', 'months')}`)

/** What can be done about an answer that needs review, each in one step. */
export function ReviewActs({ row: { id, slug, title }, seen, show, back, form }: Props) {
  const hidden = (
    <>
      <input type="hidden" name="back" value={back} />
      <input type="hidden" name="answer" value={id} />
    </>
  )
  return (
    <div className="review-acts">
      <form method="post" action={urls.deskNeedsReview()}>
        {hidden}
        <input type="hidden" name="seen" value={seen} />
        <button className="btn" type="submit" name="do" value="verify">
          It still holds<span className="vh">: {title}</span>
        </button>
        <label className="meta">
          Next review{' '}
          <select name="months" className="field" defaultValue={sentValue(form, 'months', '6')}>
            {reviewMonths.map((months) => (
              <option key={months} value={months}>
                {inMonths(months)}
              </option>
            ))}
            <option value="0">no date</option>
          </select>
        </label>
      </form>
      <a className="btn btn-do" href={urls.answerEdit(slug)}>
        Revise<span className="vh">: {title}</span>
      </a>
      <form method="post" action={urls.deskNeedsReview()}>
        {hidden}
        {show === 'snoozed' ? (
          <button className="btn" type="submit" name="do" value="unsnooze">
            Wake it up<span className="vh">: {title}</span>
          </button>
        ) : (
          <>
            <button className="btn" type="submit" name="do" value="snooze">
              Snooze<span className="vh">: {title}</span>
            </button>
            <label className="meta">
              <span className="vh">Snooze </span>for{' '}
              <select name="days" className="field" defaultValue={sentValue(form, 'days', '30')}>
                {snoozeDays.map((days) => (
                  <option key={days} value={days}>
                    {counted(days, 'day', 'days')}
                  </option>
                ))}
              </select>
            </label>
          </>
        )}
      </form>
      <details open={sentValue(form, 'successor') !== ''}>
        <summary className="btn">
          Archive<span className="vh">: {title}</span>
        </summary>
        <form method="post" action={urls.deskNeedsReview()}>
          {hidden}
          <div className="q">
            <label className="lab" htmlFor={`successor-${id}`}>
              Successor
            </label>
            <input id={`successor-${id}`} name="successor" className="field" maxLength={200} defaultValue={sentValue(form, 'successor')} />
            <span className="hint">The address of the answer that takes its place, if there is one.</span>
          </div>
          <button className="btn btn-no" type="submit" name="do" value="archive">
            Archive it
          </button>
        </form>
      </details>
    </div>
  )
}
