import type { timeZones } from '@/lib/notices/settings'
import type { FormState } from '@/lib/web/http'

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

type Props = { form: FormState | undefined; regions: ReturnType<typeof timeZones>; timeZone: string; hour: string; weekday: string }

/** When a daily and a weekly mail come, by the person's own clock. */
export function DigestTimes({ form, regions, timeZone, hour, weekday }: Props) {
  const isListed = regions.some(({ zones }) => zones.includes(timeZone))
  return (
    <section aria-labelledby="h-times">
      <div className="sec-head">
        <h2 id="h-times">When daily and weekly mails come</h2>
      </div>
      <div className="q">
        <label className="lab" htmlFor="timeZone">
          Time zone
        </label>
        <select
          className="field"
          id="timeZone"
          name="timeZone"
          defaultValue={timeZone}
          aria-invalid={form?.field === 'timeZone' || undefined}
        >
          {!isListed && <option value={timeZone}>{timeZone}</option>}
          {regions.map(({ region, zones }) => (
            <optgroup key={region} label={region}>
              {zones.map((zone) => (
                <option key={zone} value={zone}>
                  {zone.replaceAll('_', ' ')}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        {form?.field === 'timeZone' && <p className="err">{form.message}</p>}
      </div>
      <div className="pair-fields">
        <Choice name="hour" label="Hour" value={hour} options={Array.from({ length: 24 }, (_, i) => `${String(i).padStart(2, '0')}:00`)} />
        <Choice name="weekday" label="Day of the weekly mail" value={weekday} options={weekdays} />
      </div>
    </section>
  )
}

function Choice({ name, label, value, options }: { name: string; label: string; value: string; options: string[] }) {
  return (
    <div className="q">
      <label className="lab" htmlFor={name}>
        {label}
      </label>
      <select className="field" id={name} name={name} defaultValue={value}>
        {options.map((option, i) => (
          <option key={option} value={i}>
            {option}
          </option>
        ))}
      </select>
    </div>
  )
}
