import type { Metadata } from 'next'
import { FormPage } from '@/components/forms/form-page'
import { urls } from '@/lib/shared'
import { person } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Your account is deleted', robots: { index: false } }

export default async function AccountDeletedPage() {
  person()
  return (
    <FormPage title="Your account is deleted" narrow>
      <p className="mt-4">
        You are signed out everywhere, and your name is gone. Posts that you withdrew disappear within minutes. You may go on reading as a
        visitor.
      </p>
      <div className="do">
        <a className="btn" href={urls.home()}>
          To the front page
        </a>
      </div>
    </FormPage>
  )
}
