import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SuspendedNotice } from '@/components/accounts/suspended-notice'
import { FormPage } from '@/components/forms/form-page'
import { urls } from '@/lib/shared'
import { hasPage, person, sentForm, suspension } from '@/lib/web/http'

export const metadata: Metadata = { title: 'You are signed out', robots: { index: false } }

/** The response to a form whose sender's session has ended meanwhile: everything that was typed, ready to be sent again. */
export default async function SignedOutPage() {
  person()
  const form = sentForm()
  if (!form?.action) notFound()
  const suspended = suspension()
  const fields = Object.entries(form.values).flatMap(([name, values]) => values.map((value) => ({ name, value })))
  return (
    <FormPage title={suspended ? 'Your account is suspended' : 'You are signed out'}>
      <div className="say say-no" role="alert">
        <span>
          <b className="badge-no">{suspended ? 'This was not sent.' : form.message}</b> Your text is below, nothing is lost.
        </span>
      </div>
      {suspended ? (
        <SuspendedNotice suspension={suspended} />
      ) : (
        <ol className="steps">
          <li>
            <a className="link" href={urls.signIn({ next: hasPage(form.action) ? form.action : '/' })} target="_blank" rel="noopener">
              Sign in, in another tab
            </a>
          </li>
          <li>Come back here and send it again.</li>
        </ol>
      )}
      <form method="post" action={form.action}>
        {fields.map(({ name, value }, i) =>
          value.length > 80 || value.includes('\n') || name === 'body' ? (
            <div className="q" key={`${name}-${i}`}>
              <label className="lab" htmlFor={`kept-${i}`}>
                Your text
              </label>
              <textarea className="field" dir="auto" id={`kept-${i}`} name={name} rows={8} defaultValue={value} />
            </div>
          ) : (
            <input key={`${name}-${i}`} type="hidden" name={name} value={value} />
          ),
        )}
        {!suspended && (
          <div className="do">
            <button className="btn btn-do" type="submit">
              Send it again
            </button>
          </div>
        )}
      </form>
    </FormPage>
  )
}
