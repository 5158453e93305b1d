import type { Metadata } from 'next'
import { Passkeys } from '@/components/accounts/passkeys'
import { Page } from '@/components/shell/page'
import { requirePerson } from '@/components/shell/require-person'
import { Field, FormError, Say } from '@/components/ui/field'
import { ListTime } from '@/components/ui/time'
import { listPasskeys, listSessions, readClaimable, readProfile } from '@/lib/identity/accounts'
import { counted, deviceName, urls } from '@/lib/shared'
import { formSentTo, one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Your account', robots: { index: false } }

export default async function SettingsPage({ searchParams }: PageProps<'/settings'>) {
  const me = requirePerson(urls.settings())
  const form = sentForm()
  const profileForm = formSentTo(form, urls.settings(), urls.settings())
  const passwordForm = formSentTo(form, '/settings/password', urls.settings())
  const query = await searchParams
  const [profile, sessions, passkeys, claimable] = await Promise.all([
    readProfile(me.person.id),
    listSessions(me.user.id, me.sessionId),
    listPasskeys(me.user.id),
    readClaimable(me.user.id),
  ])
  return (
    <Page>
      <div className="form">
        <h1 className="title">Your account</h1>
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
        <form method="post" action={urls.settings()}>
          <Field
            form={profileForm}
            name="displayName"
            label="Name"
            value={profile.displayName}
            maxLength={60}
            autoComplete="name"
            required
          />
          <Field form={profileForm} name="about" label="About you" value={profile.about} rows={4} maxLength={2_000} />
          <div className="do">
            <button className="btn btn-do" type="submit">
              Save
            </button>
          </div>
        </form>
        <section aria-labelledby="h-address">
          <div className="sec-head">
            <h2 id="h-address">Mail address</h2>
          </div>
          <p>
            <a className="link" href={urls.settingsAddress()}>
              Change your mail address
            </a>
          </p>
        </section>
        <section aria-labelledby="h-password">
          <div className="sec-head">
            <h2 id="h-password">Password</h2>
          </div>
          <FormError form={passwordForm} />
          <form method="post" action="/settings/password">
            <Field form={passwordForm} name="present" label="Present password" type="password" autoComplete="current-password" required />
            <Field
              form={passwordForm}
              name="password"
              label="New password"
              hint="At least 10 characters. Your other sessions end."
              type="password"
              autoComplete="new-password"
              minLength={10}
              maxLength={128}
              required
            />
            <div className="do">
              <button className="btn" type="submit">
                Change it
              </button>
            </div>
          </form>
        </section>
        {(claimable.authors.length > 0 || (claimable.any && !claimable.proven)) && (
          <section aria-labelledby="h-claim">
            <div className="sec-head">
              <h2 id="h-claim">What you wrote before</h2>
            </div>
            <FormError form={formSentTo(form, '/settings/claim', urls.settings())} />
            {!claimable.proven && (
              <form method="post" action="/settings/claim">
                <p>
                  Posts were imported here. If you wrote some of them under your mail address, prove that it is yours and they become yours.
                </p>
                {one(query.sent) && <Say>A mail with a link is on its way to {me.user.email}.</Say>}
                <div className="do">
                  <button className="btn" type="submit">
                    Send me the mail
                  </button>
                </div>
              </form>
            )}
            {claimable.authors.length > 0 && (
              <p>These authors wrote under your address. Your present name gives way to the one you take over.</p>
            )}
            <ul className="plain">
              {claimable.authors.map((author) => (
                <li key={author.id}>
                  <span>
                    <a href={urls.person(author.name)} dir="auto">
                      {author.displayName}
                    </a>
                    <span className="meta">
                      {' '}
                      {counted(author.threads, 'thread', 'threads')}, {counted(author.replies, 'reply', 'replies')}
                    </span>
                  </span>
                  <form method="post" action="/settings/claim">
                    <input type="hidden" name="author" value={author.id} />
                    <button className="act" type="submit" aria-label={`This is me: ${author.displayName}`}>
                      This is me
                    </button>
                  </form>
                </li>
              ))}
            </ul>
          </section>
        )}
        <Passkeys passkeys={passkeys} />
        <section aria-labelledby="h-sessions">
          <div className="sec-head">
            <h2 id="h-sessions">Where you are signed in</h2>
          </div>
          <ul className="plain">
            {sessions.map((session) => (
              <li key={session.id}>
                <span>
                  {deviceName(session.userAgent)}
                  {session.present && <b> · here</b>}
                  <span className="meta">
                    {' '}
                    <ListTime date={session.updatedAt} />
                  </span>
                </span>
                {!session.present && (
                  <form method="post" action="/settings/sessions">
                    <input type="hidden" name="session" value={session.id} />
                    <button className="act" type="submit" aria-label={`End the session on ${deviceName(session.userAgent)}`}>
                      End
                    </button>
                  </form>
                )}
              </li>
            ))}
          </ul>
          <div className="do">
            {sessions.length > 1 && (
              <form method="post" action="/settings/sessions">
                <button className="btn" type="submit">
                  End all others
                </button>
              </form>
            )}
            <form method="post" action={urls.signOut()}>
              <button className="btn" type="submit">
                Sign out
              </button>
            </form>
          </div>
        </section>
        <section aria-labelledby="h-data">
          <div className="sec-head">
            <h2 id="h-data">Your data</h2>
          </div>
          <p>
            <a className="link" href={urls.ownData()}>
              Download what is yours, or delete your account
            </a>
          </p>
        </section>
      </div>
    </Page>
  )
}
