import type { Metadata } from 'next'
import { AccountForm } from '@/components/accounts/account-form'
import { NewcomerFields } from '@/components/accounts/newcomer-fields'
import { ProofOfWork } from '@/components/challenge/proof-of-work'
import { FormPage } from '@/components/forms/form-page'
import { type OneTimeLink, readOneTimeLink } from '@/lib/identity/accounts'
import { env } from '@/lib/platform/env'
import { urls } from '@/lib/shared'
import { cameFrom, one, person, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Make an account', robots: { index: false } }

export default async function SignUpPage({ searchParams }: PageProps<'/sign-up'>) {
  person()
  const form = sentForm()
  const query = await searchParams
  const next = cameFrom()
  const token = sentValue(form, 'invitation', one(query.invitation))
  if (one(query.sent) && !form) return <MailSent next={next} />
  const invitation = token ? await readOneTimeLink('invitation', token) : null
  const { signUp } = env()
  if (signUp !== 'open' && !invitation) return <NotOpen closed={signUp === 'closed'} hadInvitation={token !== ''} next={next} />
  return (
    <AccountForm
      title="Make an account"
      action={urls.signUp()}
      form={form}
      button="Make the account"
      aside={
        <a className="link" href={urls.signIn({ next })}>
          I have an account
        </a>
      }
    >
      <input type="hidden" name="next" value={next} />
      {invitation && <input type="hidden" name="invitation" value={token} />}
      {invitation && <Invited invitation={invitation} />}
      {token && !invitation && (
        <p className="quiet">This invitation was used, was taken back or is too old. You can make an account without one.</p>
      )}
      <NewcomerFields form={form} email={invitation?.email} />
      {env().newcomers.challenge && <ProofOfWork />}
    </AccountForm>
  )
}

/** Who invites, as what, and for which address alone. */
function Invited({ invitation: { by, role, email } }: { invitation: OneTimeLink }) {
  const as = { member: '', editor: ' as an editor, who writes canonical answers', admin: ' as an administrator, who runs this site' }[role]
  return (
    <p className="quiet mt-4">
      {by ? <bdi>{by}</bdi> : 'This site'} invites you{as}.{email && ` The invitation is for ${email} alone.`}
    </p>
  )
}

/** The same for every address, so that nobody learns whether it has an account. */
function MailSent({ next }: { next: string }) {
  return (
    <FormPage title="Look into your mail" narrow>
      <p className="mt-4">
        We have sent a mail to the address you typed. Open its link within a day and press the button there: then you are signed in.
      </p>
      <p className="quiet">No mail after some minutes? Look among the unwanted mail, and check that you typed the address correctly.</p>
      <div className="do">
        <a className="btn" href={urls.signIn({ next })}>
          Sign in
        </a>
        <a className="link" href={urls.signUp({ next })}>
          Type the address again
        </a>
      </div>
    </FormPage>
  )
}

function NotOpen({ closed, hadInvitation, next }: { closed: boolean; hadInvitation: boolean; next: string }) {
  return (
    <FormPage title={hadInvitation ? 'This invitation has ended' : closed ? 'No new accounts' : 'By invitation'} narrow>
      <p className="mt-4">
        {closed && !hadInvitation
          ? 'This site takes no new accounts.'
          : hadInvitation
            ? 'It was used, was taken back, or is older than a week. Ask for another one.'
            : 'An account here needs an invitation. Everything public can be read without one.'}
      </p>
      <div className="do">
        <a className="btn" href={urls.signIn({ next })}>
          Sign in
        </a>
      </div>
    </FormPage>
  )
}
