import { Diff } from '@/components/answers/diff'
import { compareTexts } from '@/lib/content'
import { type FormState, sentValue } from '@/lib/web/http'

type Props = {
  form: FormState | undefined
  /** The field that says what the writer had seen. */
  field?: string
  /** Every field of the form, with its current value. */
  present: { name: string; label: string; value: string }[]
}

/** Someone else has saved meanwhile: shows both versions of each field that differs, so that neither is lost. */
export async function EditConflict({ form, field = 'basedOn', present }: Props) {
  if (!form || form.field !== field) return null
  // Browsers send line breaks as CRLF.
  const sentOf = (name: string) => sentValue(form, name).replaceAll('\r\n', '\n')
  const differing = present.filter(({ name, value }) => sentOf(name).trim() !== value.trim())
  const blocks = await Promise.all(differing.map(({ name, value }) => compareTexts(value, sentOf(name))))
  return (
    <section className="conflict" aria-labelledby="h-conflict">
      <div className="say say-no" role="alert">
        <span>
          <b className="badge-no">{form.message}</b> Your text is below, nothing was overwritten. Copy what you want to keep of theirs, then
          save again.
        </span>
      </div>
      <h2 id="h-conflict" className="lab">
        From theirs to yours
      </h2>
      {differing.length === 0 && <p className="quiet">Both say the same.</p>}
      {differing.map(({ name, label }, i) => (
        <div key={name}>
          {present.length > 1 && (
            <h3 className="meta" dir="auto">
              {label}
            </h3>
          )}
          <Diff blocks={blocks[i] ?? []} />
        </div>
      ))}
    </section>
  )
}
