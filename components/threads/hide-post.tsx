import { Field } from '@/components/ui/field'
import type { PostForViewer } from '@/lib/community/threads'
import { urls } from '@/lib/shared'
import type { FormState } from '@/lib/web/http'

/** Hides a post, or restores a hidden one. */
export function HidePost({ post, form }: { post: PostForViewer; form: FormState | undefined }) {
  const { thread, number, hidden } = post
  return (
    <section aria-labelledby="h-hide">
      <div className="sec-head">
        <h2 id="h-hide">{hidden ? 'Bring it back' : `Hide this ${number === 0 ? 'question' : 'reply'}`}</h2>
      </div>
      <form method="post" action={urls.post(thread.id, number)}>
        <input type="hidden" name="do" value={hidden ? 'restore' : 'hide'} />
        <Field
          form={form}
          name="reason"
          label="Why"
          hint={hidden ? 'Optional.' : 'Your name is recorded with the reason. Nothing is deleted.'}
          maxLength={1_000}
          required={!hidden}
        />
        <div className="do">
          <button className={hidden ? 'btn' : 'btn btn-no'} type="submit">
            {hidden ? 'Bring it back' : 'Hide it'}
          </button>
        </div>
      </form>
    </section>
  )
}
