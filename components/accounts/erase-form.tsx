import type { ErasureScope } from '@/lib/exchange/own-data'
import { counted } from '@/lib/shared'
import { type FormState, sentValue } from '@/lib/web/http'
import { forgottenHint, PresentPassword } from './present-password'

type Props = {
  /** Where it is sent: the address of the page it is on. */
  action: string
  form: FormState | undefined
  scope: ErasureScope
  /** Someone else is being deleted, by an admin. */
  other: string | null
}

/** The form that deletes an account: what becomes of the posts, the password, and a last question. */
export function EraseForm({ action, form, scope, other }: Props) {
  const posts = postsOf(scope)
  return (
    <form method="post" action={action}>
      <fieldset className="choices">
        <legend className="lab">{other ? 'Their posts' : 'Your posts'}</legend>
        <label className="tick">
          <input type="radio" name="posts" value="keep" defaultChecked={sentValue(form, 'posts') === 'keep'} required />
          <span>
            <b>Leave them.</b> {posts} will stay, with “Former member” in place of the name.
          </span>
        </label>
        <label className="tick">
          <input type="radio" name="posts" value="withdraw" defaultChecked={sentValue(form, 'posts') === 'withdraw'} required />
          <span>
            <b>Withdraw them.</b> {posts} will lose title, text and history, for good and within minutes. {kept(scope)}
          </span>
        </label>
        <Wrong form={form} field="posts" />
      </fieldset>
      <PresentPassword form={form} hint={other ? 'Yours, not theirs.' : forgottenHint} />
      <fieldset>
        <legend className="vh">A last question</legend>
        <label className="tick">
          <input type="checkbox" name="sure" value="1" required />
          <span>I understand that this can’t be undone.</span>
        </label>
        <Wrong form={form} field="sure" />
      </fieldset>
      <div className="do">
        <button className="btn btn-no" type="submit">
          {other ? `Delete ${other}` : 'Delete my account'}
        </button>
      </div>
    </form>
  )
}

/** How much it is about, in words. */
function postsOf({ threads, replies }: ErasureScope): string {
  const parts = [
    threads > 0 ? counted(threads, 'question', 'questions') : '',
    replies > 0 ? counted(replies, 'reply', 'replies') : '',
  ].filter(Boolean)
  return parts.join(' and ') || 'Posts (there are none now)'
}

/** Says what becomes of posts that others' replies depend on, and of the rest. */
function kept({ threads, replies, threadsOthersReplied, repliesOthersAnswered }: ErasureScope): string {
  const dependedOn = threadsOthersReplied + repliesOthersAnswered
  const all = threads + replies
  if (all === 0) return ''
  if (dependedOn === 0) return 'They disappear altogether.'
  const parts = [
    threadsOthersReplied > 0 ? `${counted(threadsOthersReplied, 'question', 'questions')} that others replied to` : '',
    repliesOthersAnswered > 0 ? `${counted(repliesOthersAnswered, 'reply', 'replies')} that others answered` : '',
  ].filter(Boolean)
  const rest = all > dependedOn ? ' The rest disappears altogether.' : ''
  return `In place of ${parts.join(' and ')} it will say “Withdrawn by its author”: what others wrote there would make no sense without.${rest}`
}

function Wrong({ form, field }: { form: FormState | undefined; field: string }) {
  if (form?.field !== field) return null
  return (
    <p className="err">
      <span aria-hidden="true">!</span>
      {form.message}
    </p>
  )
}
