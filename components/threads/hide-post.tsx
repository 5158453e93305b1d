import { Field } from '@/components/ui/field'
import type { PostForViewer } from '@/lib/community/threads'
import { urls } from '@/lib/shared'
import type { FormState } from '@/lib/web/http'

const hintOfHide = 'Its author and all editors read this. Editors see your name with it, the author does not. Nothing is deleted.'
const hintOfRestore = 'Optional. Admins read this.'

/** Hides a post, or restores a hidden one. */
export function HidePost({ post, form }: { post: PostForViewer; form: FormState | undefined }) {
  const { thread, number, hidden } = post
  const what = number === 0 ? 'question' : 'reply'
  return (
    <section aria-labelledby="h-hide">
      <div className="sec-head">
        <h2 id="h-hide">{hidden ? `Restore this ${what}` : `Hide this ${what}`}</h2>
      </div>
      <form method="post" action={urls.post(thread.id, number)}>
        <input type="hidden" name="do" value={hidden ? 'restore' : 'hide'} />
        <Field form={form} name="reason" label="Why" hint={hidden ? hintOfRestore : hintOfHide} maxLength={1_000} required={!hidden} />
        <div className="do">
          <button className={hidden ? 'btn' : 'btn btn-no'} type="submit">
            {hidden ? 'Restore' : 'Hide'}
          </button>
        </div>
      </form>
    </section>
  )
}
