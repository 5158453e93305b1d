import { FormPage } from '@/components/forms/form-page'
import { FormError, Say } from '@/components/ui/field'
import type { FormState } from '@/lib/web/http'

type Props = {
  title: string
  /** Where it is sent: the address of the page it is on. */
  action: string
  form: FormState | undefined
  notice?: string | null
  button: string
  children: React.ReactNode
  /** Links to other pages, beside the button. */
  aside?: React.ReactNode
  /** Above the form, below what was wrong with it. */
  before?: React.ReactNode
  after?: React.ReactNode
}

/** A page that is one small form. */
export function AccountForm({ title, action, form, notice, button, children, aside, before, after }: Props) {
  return (
    <FormPage title={title} narrow>
      {notice && <Say>{notice}</Say>}
      <FormError form={form} />
      {before}
      <form method="post" action={action}>
        {children}
        <div className="do">
          <button className="btn btn-do" type="submit">
            {button}
          </button>
          {aside}
        </div>
      </form>
      {after}
    </FormPage>
  )
}
