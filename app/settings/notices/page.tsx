import type { Metadata } from 'next'
import { FormPage } from '@/components/forms/form-page'
import { NoticeSettingsForm } from '@/components/notices/notice-settings-form'
import { requirePerson } from '@/components/shell/require-person'
import { FormError, Say } from '@/components/ui/field'
import { readNoticeSettings, timeZones } from '@/lib/notices/settings'
import { env } from '@/lib/platform/env'
import { urls } from '@/lib/shared'
import { one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'What you are told', robots: { index: false } }

export default async function NoticeSettingsPage({ searchParams }: PageProps<'/settings/notices'>) {
  const me = requirePerson(urls.settingsNotices())
  const form = sentForm()
  const query = await searchParams
  const settings = await readNoticeSettings(me.viewer)
  return (
    <FormPage title="What you are told" about={{ href: urls.settings(), label: 'Your account' }}>
      {one(query.saved) && !form && <Say>Saved.</Say>}
      <FormError form={form} />
      <p className="mt-4">
        Everything that you are told is in your <a href={urls.inbox()}>inbox</a>. Here you choose what also comes by mail, to{' '}
        {me.user.email}.
      </p>
      {!env().smtpUrl && (
        <p className="say mt-4">
          <span>
            <b>This site has no mail server yet.</b> What you choose counts once it has one; until then, look into your inbox.
          </span>
        </p>
      )}
      <NoticeSettingsForm form={form} settings={settings} regions={timeZones()} />
      <p className="mt-8">
        <a className="link" href={urls.myWatches()}>
          What you watch, and have muted
        </a>
      </p>
    </FormPage>
  )
}
