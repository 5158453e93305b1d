import { type Channel, channels, type NoticeSettings, type timeZones } from '@/lib/notices/settings'
import { urls } from '@/lib/shared'
import { type FormState, sentValue } from '@/lib/web/http'
import { DigestTimes } from './digest-times'

type Props = { form: FormState | undefined; settings: NoticeSettings; regions: ReturnType<typeof timeZones> }

const channelNames: Record<Channel, string> = {
  mail: 'By mail, at once',
  daily: 'In a daily mail',
  weekly: 'In a weekly mail',
  inbox: 'Inbox only',
}

const follows = [
  { name: 'followAsked', label: 'start' },
  { name: 'followReplied', label: 'reply in' },
  { name: 'followMentioned', label: 'am mentioned in' },
] as const

/** How a person is told of each kind of event, what is watched by itself, and when digests come. */
export function NoticeSettingsForm({ form, settings, regions }: Props) {
  return (
    <form method="post" action={urls.settingsNotices()}>
      <section aria-labelledby="h-kinds">
        <div className="sec-head">
          <h2 id="h-kinds">Tell me about</h2>
        </div>
        <ul className="plain notice-kinds">
          {settings.rows.map((row) => (
            <ChannelRow key={row.name} row={row} sent={form?.values[`channel.${row.name}`]?.[0]} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="h-follow">
        <div className="sec-head">
          <h2 id="h-follow">Watched automatically</h2>
        </div>
        <p className="meta">You can stop watching each thread on its page.</p>
        {follows.map(({ name, label }) => (
          <label className="tick" key={name}>
            <input type="checkbox" name={name} value="1" defaultChecked={form ? form.values[name] !== undefined : settings[name]} />
            Threads that I {label}
          </label>
        ))}
      </section>
      <DigestTimes
        form={form}
        regions={regions}
        timeZone={sentValue(form, 'timeZone', settings.timeZone)}
        hour={sentValue(form, 'hour', String(settings.hour))}
        weekday={sentValue(form, 'weekday', String(settings.weekday))}
      />
      <div className="do">
        <button className="btn btn-do" type="submit">
          Save
        </button>
      </div>
    </form>
  )
}

function ChannelRow({ row, sent }: { row: NoticeSettings['rows'][number]; sent: string | undefined }) {
  const name = `channel.${row.name}`
  return (
    <li>
      <label htmlFor={name}>{row.label}</label>
      <select className="field" id={name} name={name} defaultValue={sent ?? row.channel}>
        {channels.map((channel) => (
          <option key={channel} value={channel}>
            {channelNames[channel]}
          </option>
        ))}
      </select>
    </li>
  )
}
