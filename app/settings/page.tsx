import type { Metadata } from 'next'
import { ClaimAuthors } from '@/components/accounts/claim-authors'
import { Passkeys } from '@/components/accounts/passkeys'
import { PasswordForm } from '@/components/accounts/password-form'
import { ProfileForm } from '@/components/accounts/profile-form'
import { Sessions } from '@/components/accounts/sessions'
import { StoppedMail } from '@/components/accounts/stopped-mail'
import { FormPage } from '@/components/forms/form-page'
import { requirePerson } from '@/components/shell/require-person'
import { FormError, Say } from '@/components/ui/field'
import { listPasskeys, listSessions, readClaimable, readProfile } from '@/lib/identity/accounts'
import { readOwnStop } from '@/lib/notices/stopping'
import { urls } from '@/lib/shared'
import { formSentTo, one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Your account', robots: { index: false } }

export default async function SettingsPage({ searchParams }: PageProps<'/settings'>) {
  const me = requirePerson(urls.settings())
  const form = sentForm()
  const profileForm = formSentTo(form, urls.settings(), urls.settings())
  const passwordForm = formSentTo(form, '/settings/password', urls.settings())
  const query = await searchParams
  const [profile, sessions, passkeys, claimable, stop] = await Promise.all([
    readProfile(me.person.id),
    listSessions(me.user.id, me.sessionId),
    listPasskeys(me.user.id),
    readClaimable(me.user.id),
    readOwnStop(me.viewer),
  ])
  return (
    <FormPage title="Your account">
      <p className="meta">
        <a href={urls.person(me.person.name)} dir="auto">
          {me.person.displayName}
        </a>
        <span className="dot">{me.user.email}</span>
        {me.person.role !== 'member' && <span className="dot">{me.person.role === 'admin' ? 'Admin' : 'Editor'}</span>}
      </p>
      <p className="line ways">
        {me.viewer.audience === 'editor' && (
          <a className="btn only-s" href={urls.desk()}>
            Desk
          </a>
        )}
        {me.viewer.admin && (
          <a className="btn" href={urls.admin()}>
            Administration
          </a>
        )}
      </p>
      {one(query.saved) && !form && <Say>Saved.</Say>}
      <FormError form={passwordForm ? undefined : form} />
      {stop && <StoppedMail stop={stop} />}
      <ProfileForm form={profileForm} profile={profile} />
      <Elsewhere id="h-address" title="Mail address" href={urls.settingsAddress()} label="Change your mail address" />
      <Elsewhere id="h-notices" title="What you are told" href={urls.settingsNotices()} label="Choose what comes by mail, and when" />
      <PasswordForm form={passwordForm} />
      <ClaimAuthors
        claimable={claimable}
        form={formSentTo(form, '/settings/claim', urls.settings())}
        sentTo={one(query.sent) ? me.user.email : null}
      />
      <Passkeys passkeys={passkeys} />
      <Sessions sessions={sessions} />
      <Elsewhere id="h-data" title="Your data" href={urls.ownData()} label="Download what is yours, or delete your account" />
    </FormPage>
  )
}

/** A section that has its own page. */
function Elsewhere({ id, title, href, label }: { id: string; title: string; href: string; label: string }) {
  return (
    <section aria-labelledby={id}>
      <div className="sec-head">
        <h2 id={id}>{title}</h2>
      </div>
      <p>
        <a className="link" href={href}>
          {label}
        </a>
      </p>
    </section>
  )
}
