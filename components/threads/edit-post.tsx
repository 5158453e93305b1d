import { EditConflict } from '@/components/forms/edit-conflict'
import { FormPage } from '@/components/forms/form-page'
import { Field, FormError } from '@/components/ui/field'
import type { PostForViewer } from '@/lib/community/threads'
import { urls } from '@/lib/shared'
import { type FormState, sentValue } from '@/lib/web/http'

type Props = {
  post: PostForViewer
  form: FormState | undefined
  title: string
  /** The current text, for someone whose edit met another one. */
  present: React.ComponentProps<typeof EditConflict>['present']
  noteHint: string
  /** The fields of the text itself. */
  children: React.ReactNode
}

/** A page that edits a question or a reply. */
export function EditPost({ post, form, title, present, noteHint, children }: Props) {
  const { thread, number } = post
  return (
    <FormPage title={title} thread={{ href: urls.thread(thread), label: thread.title }}>
      <FormError form={form} />
      <EditConflict form={form} present={present} />
      <form method="post" action={urls.postEdit(thread.id, number)}>
        {/* The revision the writer has seen: the current one only once a conflict has shown it to them. */}
        <input type="hidden" name="basedOn" value={form && form.field !== 'basedOn' ? sentValue(form, 'basedOn') : post.revisionNumber} />
        {children}
        <Field form={form} name="note" label="What you changed" hint={noteHint} maxLength={300} />
        <div className="do">
          <button className="btn btn-do" type="submit">
            Save
          </button>
          <a className="link" href={number === 0 ? urls.thread(thread) : urls.replyPlace(thread, number)}>
            Back to the thread
          </a>
        </div>
      </form>
    </FormPage>
  )
}
