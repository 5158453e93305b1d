import { Field } from '@/components/ui/field'
import { FullTime } from '@/components/ui/time'
import type { AppealState } from '@/lib/curation/reports'
import { urls } from '@/lib/shared'
import type { FormState } from '@/lib/web/http'

type Props = { post: { thread: { id: number }; number: number }; state: AppealState; form: FormState | undefined }

/** Lets the author of a hidden post ask editors, once, to look at it again, and says what became of that. */
export function AppealHiding({ post: { thread, number }, state: { may, appeal }, form }: Props) {
  if (appeal)
    return (
      <div className="say" role="status">
        <span>
          <b>
            You asked editors to look at it again, <FullTime date={appeal.at} />.
          </b>{' '}
          {appeal.outcome === null ? (
            'They have not decided yet.'
          ) : (
            <>
              It stays hidden: “<bdi>{appeal.reason}</bdi>”
            </>
          )}
        </span>
      </div>
    )
  if (!may) return null
  return (
    <section aria-labelledby="h-appeal">
      <div className="sec-head">
        <h2 id="h-appeal">Ask editors to look again</h2>
      </div>
      <form method="post" action={urls.postAppeal(thread.id, number)}>
        <Field
          form={form}
          name="words"
          label="Why it should be shown again"
          hint="Editors read this. You can ask once, and read here what they decide."
          rows={4}
          maxLength={2_000}
          required
        />
        <div className="do">
          <button className="btn" type="submit">
            Ask editors
          </button>
        </div>
      </form>
    </section>
  )
}
