import { Field, FormError } from '@/components/ui/field'
import { reportReasonNames, reportReasons } from '@/lib/shared'
import { type FormState, sentValue } from '@/lib/web/http'

type Props = { action: string; back: string; form: FormState | undefined }

/** What is wrong with a post, for editors. */
export function ReportForm({ action, back, form }: Props) {
  const wrong = form?.field === 'reason' ? form.message : null
  return (
    <form method="post" action={action}>
      <FormError form={form} />
      <fieldset aria-describedby={wrong ? 'reason-error' : undefined}>
        <legend className="lab">What is wrong with it?</legend>
        {reportReasons.map((reason) => (
          <label className="tick" key={reason}>
            <input type="radio" name="reason" value={reason} required defaultChecked={sentValue(form, 'reason') === reason} />
            <span>{reportReasonNames[reason]}</span>
          </label>
        ))}
        {wrong && (
          <p className="err" id="reason-error">
            <span aria-hidden="true">!</span>
            {wrong}
          </p>
        )}
      </fieldset>
      <Field
        form={form}
        name="words"
        label="What should editors know?"
        hint="Optional, unless it is something else. Only editors read this, and only they see that it was you."
        rows={3}
        maxLength={1_000}
      />
      <div className="do">
        <button className="btn btn-do" type="submit">
          Report it
        </button>
        <a className="link" href={back}>
          Don’t report it
        </a>
      </div>
    </form>
  )
}
