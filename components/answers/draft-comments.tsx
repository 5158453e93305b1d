import { FullTime } from '@/components/ui/time'
import type { DraftView } from '@/lib/answers'
import type { FormState } from '@/lib/web/http'

/** What editors say to each other about a draft. Part of its form: a comment saves nothing else. */
export function DraftComments({ form, comments }: { form: FormState | undefined; comments: DraftView['comments'] }) {
  const wrong = form?.field === 'comment' ? form.message : null
  return (
    <section id="comments" aria-labelledby="h-comments">
      <div className="sec-head">
        <h2 id="h-comments">Comments</h2>
      </div>
      <ul className="plain">
        {comments.map((comment) => (
          <li key={comment.id}>
            <span className="whitespace-pre-wrap">
              <b>{comment.author}</b>{' '}
              <span className="meta">
                <FullTime date={comment.createdAt} />
              </span>
              <br />
              {comment.body}
            </span>
          </li>
        ))}
      </ul>
      <div className="q">
        <label className="lab" htmlFor="comment">
          Say something to the other editors
        </label>
        <textarea
          dir="auto"
          className="field short"
          id="comment"
          name="comment"
          rows={2}
          maxLength={5_000}
          defaultValue={wrong ? '' : (form?.values.comment?.[0] ?? '')}
          aria-describedby={wrong ? 'comment-error' : undefined}
          aria-invalid={wrong ? true : undefined}
        />
        {wrong && (
          <p className="err" id="comment-error">
            <span aria-hidden="true">!</span>
            {wrong}
          </p>
        )}
      </div>
      <div className="do">
        <button className="btn btn-s" type="submit" name="do" value="comment" formNoValidate>
          Comment
        </button>
      </div>
    </section>
  )
}
