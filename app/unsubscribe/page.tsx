import type { Metadata } from 'next'
import { FormPage } from '@/components/forms/form-page'
import { FormError } from '@/components/ui/field'
import { readUnsubscribe, type StoppedMails } from '@/lib/notices/stopping'
import { urls } from '@/lib/shared'
import { one, person, sentForm } from '@/lib/web/http'

// The address contains the token, so pages that this one links to must not see the address.
export const metadata: Metadata = { title: 'Stop mails', robots: { index: false }, referrer: 'same-origin' }

/** Where the link at the end of a mail leads. Opening it changes nothing, because mail scanners open links: the button does. */
export default async function UnsubscribePage({ searchParams }: PageProps<'/unsubscribe'>) {
  person()
  const form = sentForm()
  const query = await searchParams
  const token = one(query.token) ?? ''
  const done = one(query.done)
  const found = readUnsubscribe(token)
  if (!found)
    return (
      <FormPage title="This link is not whole" narrow>
        <p className="mt-4">Open it again from the mail. You can also choose in your settings what you are told by mail.</p>
        <div className="do">
          <a className="btn btn-do" href={urls.settingsNotices()}>
            Open the settings
          </a>
        </div>
      </FormPage>
    )
  const isDone = done === 'these' || done === 'all'
  return (
    <FormPage title={isDone ? 'These mails are stopped' : 'Stop mails'} narrow>
      <FormError form={form} />
      {isDone ? (
        <p className="mt-4" role="status">
          {done === 'all' ? 'You get no more mail about what happens here.' : sentence(found, 'You get no more mail about')} What happens is
          still in your inbox.
        </p>
      ) : (
        <p className="mt-4">
          {sentence(found, 'This stops mail about')} What happens stays in your inbox, and you can choose again at any time.
        </p>
      )}
      {!isDone && (
        <form method="post" action={urls.unsubscribe({ token })}>
          <div className="do">
            <button className="btn btn-do" type="submit">
              Stop these mails
            </button>
          </div>
        </form>
      )}
      {done !== 'all' && found.which !== 'all' && (
        <form method="post" action={urls.unsubscribe({ token })}>
          <input type="hidden" name="all" value="1" />
          <div className="do">
            <button className="btn" type="submit">
              Stop all mails about what happens
            </button>
          </div>
        </form>
      )}
      <p className="quiet mt-4">
        Mails about your account, such as a link to a new password, are sent all the same.{' '}
        <a href={urls.settingsNotices()}>Choose what you are told</a> (after signing in).
      </p>
    </FormPage>
  )
}

/** The mails that a link stops, as the end of a sentence. */
function sentence({ which, labels }: { which: StoppedMails; labels: string[] }, begins: string): string {
  if (which === 'daily' || which === 'weekly') return `${begins} what happened in a ${which === 'daily' ? 'day' : 'week'}.`
  if (which === 'all') return `${begins} anything that happens here.`
  return `${begins} ${labels.join('; ')}.`
}
