import { Diff } from '@/components/answers/diff'
import { diffTexts } from '@/lib/content/diff'
import type { FormState } from '@/lib/web/form-state'

type Props = {
  form: FormState | undefined
  /** The field that says what the writer had seen. */
  field?: string
  present: string
  sent: string
}

/** Someone else has saved in the meantime: their text and yours, so that neither is lost. */
export function EditConflict({ form, field = 'basedOn', present, sent }: Props) {
  if (!form || form.field !== field) return null
  return (
    <section className="conflict" aria-labelledby="h-conflict">
      <div className="say say-no" role="alert">
        <span>
          <b className="badge-no">{form.message}</b> Your text is below, nothing was overwritten. Bring over what you want to keep of
          theirs, then save again.
        </span>
      </div>
      <h2 id="h-conflict" className="lab">
        From theirs to yours
      </h2>
      <Diff blocks={diffTexts(present, sent)} />
    </section>
  )
}
