import type { Metadata } from 'next'
import { forgottenHint, PresentPassword } from '@/components/accounts/present-password'
import { FormPage } from '@/components/forms/form-page'
import { requirePerson } from '@/components/shell/require-person'
import { FormError } from '@/components/ui/field'
import { urls } from '@/lib/shared'
import { sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Your data', robots: { index: false } }

export default async function OwnDataPage() {
  requirePerson(urls.ownData())
  const form = sentForm()
  return (
    <FormPage title="Your data">
      <FormError form={form} />
      <section aria-labelledby="h-export">
        <div className="sec-head">
          <h2 id="h-export">Take it with you</h2>
        </div>
        <p>
          One ZIP file with your posts, drafts, boosts, settings and pictures. Posts are text files (Markdown) that any editor opens;
          everything is there once more in a form that programs read (JSON). A file called README says what is where.
        </p>
        <form method="post" action="/settings/data/export">
          <PresentPassword form={form} hint={forgottenHint} />
          <div className="do">
            <button className="btn btn-do" type="submit">
              Download my data
            </button>
          </div>
        </form>
      </section>
      <section aria-labelledby="h-delete">
        <div className="sec-head">
          <h2 id="h-delete">Delete your account</h2>
        </div>
        <p>
          The next page lists what is deleted and what stays, and asks what to do with your posts. Nothing happens until you confirm it
          there.
        </p>
        <div className="do">
          <a className="btn btn-no" href={urls.deleteAccount()}>
            Delete my account …
          </a>
        </div>
      </section>
    </FormPage>
  )
}
